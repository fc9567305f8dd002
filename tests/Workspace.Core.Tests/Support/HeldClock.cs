using System;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Http;

namespace Workspace.Tests.Support;

/// <summary>A clock whose waits all end when they are released, and who waited without a token goes on within the release.</summary>
internal sealed class HeldClock : IClock
{
    private readonly TaskCompletionSource _released = new();

    public DateTimeOffset UtcNow { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public Task DelayAsync(TimeSpan duration, CancellationToken cancellationToken) => _released.Task.WaitAsync(cancellationToken);

    public void Release() => _released.SetResult();
}
