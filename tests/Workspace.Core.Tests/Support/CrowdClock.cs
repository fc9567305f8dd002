using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Http;

namespace Workspace.Tests.Support;

/// <summary>
/// The time of a crowd that works at once: it moves to the next end of a wait whenever all of the crowd waits on it. Nobody of
/// the crowd may wait for anything else.
/// </summary>
internal sealed class CrowdClock : IClock
{
    private readonly object _lock = new();
    private readonly SortedDictionary<(DateTimeOffset Due, int Number), TaskCompletionSource> _waits = [];
    private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private int _count;
    private int _working;

    public DateTimeOffset UtcNow
    {
        get
        {
            lock (_lock)
            {
                return _now;
            }
        }
    }

    /// <summary>Lets all work at once, and ends with the last.</summary>
    public Task RunAsync(IEnumerable<Func<Task>> crowd)
    {
        Func<Task>[] all = [.. crowd];
        _working = all.Length;
        return Task.WhenAll(all.Select(WorkAsync)).WaitAsync(TimeSpan.FromSeconds(60));

        async Task WorkAsync(Func<Task> work)
        {
            await Task.Yield();
            try
            {
                await work();
            }
            finally
            {
                Rest(null, default);
            }
        }
    }

    public Task DelayAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var wait = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Rest(wait, duration);
        return wait.Task;
    }

    private void Rest(TaskCompletionSource? wait, TimeSpan duration)
    {
        TaskCompletionSource? next = null;
        lock (_lock)
        {
            if (wait is not null)
            {
                _waits.Add((_now + duration, ++_count), wait);
            }

            if (--_working == 0 && _waits.Count > 0)
            {
                (DateTimeOffset Due, int Number) first = _waits.Keys.First();
                next = _waits[first];
                _waits.Remove(first);
                _now = first.Due > _now ? first.Due : _now;
                _working = 1;
            }
        }

        next?.SetResult();
    }
}
