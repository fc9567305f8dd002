using System;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Http;

namespace Workspace.Emulator;

/// <summary>
/// Real time plus whatever was skipped: waiting returns at once and moves the clock, so that an emulated job of
/// fifteen minutes takes no time to wait for. With a start of its own it moves by nothing else.
/// </summary>
public sealed class SkippingClock : IClock
{
    private readonly DateTimeOffset? _start;
    private long _skippedTicks;

    /// <summary>Makes a clock.</summary>
    /// <param name="start">The time that it stands at, until it is waited for or moved; null for the machine's time, which goes on.</param>
    public SkippingClock(DateTimeOffset? start = null) => _start = start;

    /// <inheritdoc/>
    public DateTimeOffset UtcNow => (_start ?? DateTimeOffset.UtcNow).AddTicks(Interlocked.Read(ref _skippedTicks));

    /// <inheritdoc/>
    public Task DelayAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        Skip(duration);
        return Task.CompletedTask;
    }

    /// <summary>Moves the clock.</summary>
    /// <param name="duration">By how much: zero or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public void Skip(TimeSpan duration)
    {
        if (duration < TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(duration), duration, "A clock does not skip backwards.");
        }

        Interlocked.Add(ref _skippedTicks, duration.Ticks);
    }
}
