using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Http;

namespace Workspace.Tests.Chaos;

/// <summary>
/// The time of a run: it stands still while anything works and goes on to the next end of a wait when all wait on it. Everything
/// runs on one thread, in an order that the waits alone decide, so that a run can be repeated exactly.
/// </summary>
internal sealed class EventClock : IClock
{
    private static readonly DateTimeOffset _start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // More waits than any run has: one that waits for no time again and again would not end otherwise.
    private const long MostWaits = 1_000_000;

    private readonly PriorityQueue<TaskCompletionSource, (DateTimeOffset Due, long Number)> _waits = new();
    private long _count;

    public DateTimeOffset UtcNow { get; private set; } = _start;

    /// <summary>How long the run has taken.</summary>
    public TimeSpan Elapsed => UtcNow - _start;

    public Task DelayAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        // Not asynchronously: who waited goes on here and now, on the run's own thread.
        var wait = new TaskCompletionSource();
        _waits.Enqueue(wait, (UtcNow + duration, ++_count));
        return cancellationToken.CanBeCanceled ? CancellableAsync(wait, cancellationToken) : wait.Task;
    }

    /// <summary>Runs until the work has ended and nobody waits any more.</summary>
    /// <returns>Whether the work ended; false when it waits for something that never comes, or for longer than it may.</returns>
    public bool Run(Func<Task> work, TimeSpan longest)
    {
        Task running = work();
        while (_waits.TryDequeue(out TaskCompletionSource? wait, out (DateTimeOffset Due, long Number) next) && next.Due - _start <= longest && _count < MostWaits)
        {
            if (!wait.Task.IsCompleted)
            {
                UtcNow = next.Due > UtcNow ? next.Due : UtcNow;
                wait.TrySetResult();
            }
        }

        if (running.IsCompleted)
        {
            running.GetAwaiter().GetResult();
        }

        return running.IsCompleted;
    }

    private static async Task CancellableAsync(TaskCompletionSource wait, CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration registration = cancellationToken.Register(() => wait.TrySetCanceled(cancellationToken));
        await wait.Task.ConfigureAwait(false);
    }
}
