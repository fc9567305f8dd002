using System;
using System.Threading;
using System.Threading.Tasks;

namespace Workspace.Http;

/// <summary>The time, and waiting for it: replaced in tests and by the emulator, so that neither sleeps.</summary>
public interface IClock
{
    /// <summary>The current time.</summary>
    DateTimeOffset UtcNow { get; }

    /// <summary>Completes when the duration has passed on this clock.</summary>
    /// <param name="duration">How long to wait.</param>
    /// <param name="cancellationToken">Ends the wait at once.</param>
    /// <returns>A task that ends with the wait.</returns>
    Task DelayAsync(TimeSpan duration, CancellationToken cancellationToken);
}
