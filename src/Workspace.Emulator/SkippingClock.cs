using System;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Http;

namespace Workspace.Emulator;

/// <summary>
/// Real time plus whatever was skipped: waiting returns at once and moves the clock, so that an emulated job of
/// fifteen minutes takes no time to wait for.
/// </summary>
public sealed class SkippingClock : IClock
{
    private long _skippedTicks;

    /// <inheritdoc/>
    public DateTimeOffset UtcNow => DateTimeOffset.UtcNow.AddTicks(Interlocked.Read(ref _skippedTicks));

    /// <inheritdoc/>
    public Task DelayAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        if (duration < TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(duration), duration, "A clock does not skip backwards.");
        }

        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        Interlocked.Add(ref _skippedTicks, duration.Ticks);
        return Task.CompletedTask;
    }
}
