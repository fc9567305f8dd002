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
    private static readonly TimeSpan _usual = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan _free = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    private readonly object _lock = new();
    private readonly IClock _clock;
    private TimeSpan _interval;
    private DateTimeOffset _next;
    private DateTimeOffset _steady;

    public Pace(IClock clock) => _clock = clock;

    /// <summary>Waits for the request's turn.</summary>
    public Task WaitAsync(CancellationToken cancellationToken)
    {
        TimeSpan wait;
        lock (_lock)
        {
            DateTimeOffset now = _clock.UtcNow;
            SpeedUp(now);
            if (_interval == TimeSpan.Zero && _next <= now)
            {
                return Task.CompletedTask;
            }

            DateTimeOffset turn = _next > now ? _next : now;
            _next = turn + _interval;
            wait = turn - now;
        }

        return wait > TimeSpan.Zero ? _clock.DelayAsync(wait, cancellationToken) : Task.CompletedTask;
    }

    /// <summary>The service throttled a request.</summary>
    /// <param name="text">What it says of its limit.</param>
    /// <param name="pause">How long it wants to be left alone, or null.</param>
    public void SlowDown(string? text, TimeSpan? pause)
    {
        lock (_lock)
        {
            DateTimeOffset now = _clock.UtcNow;
            TimeSpan allowed = ThrottleText.Interval(text) ?? _usual;
            _interval = allowed > _interval ? allowed : _interval;
            DateTimeOffset earliest = now + (pause ?? _interval);
            _next = earliest > _next ? earliest : _next;
            _steady = now;
        }
    }

    private void SpeedUp(DateTimeOffset now)
    {
        // Long enough to have seen whether the present speed is taken.
        TimeSpan watch = TimeSpan.FromTicks(Math.Max(_patience.Ticks, _interval.Ticks * 10));
        while (_interval > TimeSpan.Zero && now - _steady >= watch)
        {
            _interval = TimeSpan.FromTicks(_interval.Ticks / 2);
            _interval = _interval < _free ? TimeSpan.Zero : _interval;
            _steady += watch;
        }
    }
}
