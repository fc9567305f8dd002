using System;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Http;

namespace Workspace.Tests.Support;

/// <summary>A clock that stands still: a wait on it ends by being cancelled, and no other way.</summary>
internal sealed class StillClock : IClock
{
    private readonly TaskCompletionSource _waitedOn = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public DateTimeOffset UtcNow { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Ends when somebody begins to wait.</summary>
    public Task WaitedOn => _waitedOn.Task;

    public Task DelayAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        _waitedOn.TrySetResult();
        return Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
    }
}
