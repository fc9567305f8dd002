using System;
using System.Threading;
using System.Threading.Tasks;

namespace Workspace.Http;

/// <summary>
/// Repeats requests that failed for a passing reason: reads, and of writes only those that the service certainly did not process.
/// Waits are random up to a growing limit (full jitter), or what the service asks for.
/// </summary>
internal sealed class Retry
{
    private readonly RetrySettings _settings;
    private readonly IClock _clock;
    private readonly Func<double> _random;
    private readonly RetryQuota _quota = new();

    /// <param name="settings">How often and how long.</param>
    /// <param name="clock">Paces the waits.</param>
    /// <param name="random">Gives numbers from 0 to 1.</param>
    public Retry(RetrySettings settings, IClock clock, Func<double> random)
    {
        _settings = settings;
        _clock = clock;
        _random = random;
    }

    public async Task<T> RunAsync<T>(
        ServiceRequest request,
        Func<Deadline, CancellationToken, Task<T>> attemptAsync,
        IClientObserver? observer,
        CancellationToken cancellationToken)
    {
        var deadline = new Deadline(_clock, _settings.Deadline);
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                T result = await attemptAsync(deadline, cancellationToken).ConfigureAwait(false);
                _quota.Earn();
                return result;
            }
            catch (WorkspaceException failure) when (MayRepeat(request, failure) && attempt <= _settings.MaximumRetryCount)
            {
                TimeSpan delay = failure.RetryAfter ?? Delay(attempt);

                // A throttled connection is paced already, and its repeats do not wear a failing service down.
                if (delay >= deadline.Left || !(failure.IsThrottled || _quota.TryTake()))
                {
                    throw;
                }

                observer?.Warn($"Attempt {attempt} of {_settings.MaximumRetryCount + 1} failed, the next begins in {delay.TotalSeconds:0.0} seconds: {failure.Message}");
                await _clock.DelayAsync(delay, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // A write of which the service may have processed anything is not for here to repeat.
    private static bool MayRepeat(ServiceRequest request, WorkspaceException failure) =>
        failure.WasNeverSent || failure.IsThrottled || (!request.IsWrite && failure.IsTransient);

    private TimeSpan Delay(int attempt)
    {
        double most = Math.Min(Math.Min(_settings.FirstDelay.TotalSeconds * Math.Pow(2, attempt - 1), _settings.LongestDelay.TotalSeconds), ClockTime.LongestTimer.TotalSeconds);
        return TimeSpan.FromTicks((long)(most * _random() * TimeSpan.TicksPerSecond));
    }
}
