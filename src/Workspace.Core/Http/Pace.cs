using System;
using System.Threading;
using System.Threading.Tasks;

namespace Workspace.Http;

/// <summary>
/// How fast a connection sends, for all its parallel requests together: as fast as it likes, until the service throttles it.
/// Then it keeps to what the service's text allows, and doubles its speed again and again while nothing more is throttled.
/// </summary>
internal sealed class Pace
{
    // Where the service does not say what it allows; its default limit is 200 a second.
    private static readonly (TimeSpan Window, TimeSpan Interval) _usual = (TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(200));
    private static readonly TimeSpan _free = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _longestPause = TimeSpan.FromMinutes(5);

    private readonly object _lock = new();
    private readonly IClock _clock;
    private TimeSpan _window;
    private TimeSpan _interval;
    private int _slowDowns;
    private DateTimeOffset _rested;
    private DateTimeOffset _next;
    private DateTimeOffset _steady;

    public Pace(IClock clock) => _clock = clock;

    /// <summary>Waits for the request's turn. One that would come after the longest wait is not taken.</summary>
    /// <returns>Null when the turn has come; else how far off it is.</returns>
    public async Task<TimeSpan?> WaitAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        while (true)
        {
            TimeSpan wait;
            int taken;
            lock (_lock)
            {
                DateTimeOffset now = _clock.UtcNow;
                SpeedUp(now);
                DateTimeOffset turn = _next > now ? _next : now;
                wait = turn - now;
                if (wait > longest)
                {
                    return wait;
                }

                _next = turn + _interval;
                taken = _slowDowns;
            }

            if (wait > TimeSpan.Zero)
            {
                await _clock.DelayAsync(wait, cancellationToken).ConfigureAwait(false);
            }

            lock (_lock)
            {
                if (wait == TimeSpan.Zero || taken == _slowDowns)
                {
                    return null;
                }
            }
        }
    }

    /// <summary>The service throttled a request.</summary>
    /// <param name="text">What it says of its limit.</param>
    /// <param name="pause">How long it wants to be left alone, or null.</param>
    public void SlowDown(string? text, TimeSpan? pause)
    {
        lock (_lock)
        {
            DateTimeOffset now = _clock.UtcNow;
            (TimeSpan window, TimeSpan interval) = ThrottleText.Read(text) ?? _usual;
            _interval = interval > _interval ? interval : _interval;
            _window = window > _window ? window : _window;

            // After a whole window without a request the service has forgotten those before.
            TimeSpan rest = pause ?? window;
            DateTimeOffset earliest = now + (rest < _longestPause ? rest : _longestPause);
            _rested = earliest > _rested ? earliest : _rested;

            // Who waits for a turn takes a new one.
            _slowDowns++;
            _next = _rested;
            _steady = _rested;
        }
    }

    private void SpeedUp(DateTimeOffset now)
    {
        // Long enough to have seen whether the present speed is taken.
        TimeSpan watch = _window > _patience ? _window : _patience;
        while (_interval > TimeSpan.Zero && now - _steady >= watch)
        {
            _interval = TimeSpan.FromTicks(_interval.Ticks / 2);
            _interval = _interval < _free ? TimeSpan.Zero : _interval;
            _steady += watch;
        }

        if (_interval == TimeSpan.Zero)
        {
            _window = TimeSpan.Zero;
        }
    }
}
