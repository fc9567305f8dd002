using System;
using System.Threading;
using System.Threading.Tasks;

namespace Workspace.Http;

/// <summary>The machine's clock.</summary>
public sealed class SystemClock : IClock
{
    private SystemClock()
    {
    }

    /// <summary>The one instance.</summary>
    public static SystemClock Instance { get; } = new();

    /// <inheritdoc/>
    public DateTimeOffset UtcNow => DateTimeOffset.UtcNow;

    /// <inheritdoc/>
    public async Task DelayAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        for (; duration > ClockTime.LongestTimer; duration -= ClockTime.LongestTimer)
        {
            await Task.Delay(ClockTime.LongestTimer, cancellationToken).ConfigureAwait(false);
        }

        await Task.Delay(duration, cancellationToken).ConfigureAwait(false);
    }
}
