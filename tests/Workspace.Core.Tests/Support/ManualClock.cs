using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Http;

namespace Workspace.Tests.Support;

/// <summary>A clock that moves only when told to, or when somebody waits on it.</summary>
internal sealed class ManualClock : IClock
{
    private readonly List<TimeSpan> _delays = [];

    public DateTimeOffset UtcNow { get; private set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>What was waited, in order.</summary>
    public IReadOnlyList<TimeSpan> Delays => _delays;

    /// <summary>Called when a wait begins.</summary>
    public Action? OnDelay { get; set; }

    public void Advance(TimeSpan by) => UtcNow += by;

    public Task DelayAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        _delays.Add(duration);
        OnDelay?.Invoke();
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        // A wait of nothing would make a loop that never ends.
        UtcNow += duration > TimeSpan.Zero ? duration : throw new InvalidOperationException("A wait of no length.");
        return Task.CompletedTask;
    }
}
