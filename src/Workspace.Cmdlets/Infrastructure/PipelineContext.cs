using System;
using System.Collections.Generic;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;

namespace Workspace.Commands.Infrastructure;

/// <summary>
/// Runs asynchronous code on the pipeline thread: whatever is awaited there comes back to that thread, so a cmdlet writes
/// wherever it likes and never from another thread.
/// </summary>
internal sealed class PipelineContext : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _queue = new();

    /// <summary>Queues work for the pipeline thread. It runs as soon as that thread waits for something.</summary>
    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_queue)
        {
            _queue.Enqueue((d, state));
            Monitor.Pulse(_queue);
        }
    }

    /// <inheritdoc/>
    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("Nothing may wait for the pipeline thread, which may be waiting for it.");

    /// <summary>Runs a task to its end on this thread, with everything that is posted meanwhile.</summary>
    /// <param name="action">Starts the task.</param>
    /// <param name="onFault">Called when posted work throws, so that the task can be ended before the exception goes on.</param>
    public void Run(Func<Task> action, Action onFault)
    {
        SynchronizationContext? outer = Current;
        SetSynchronizationContext(this);
        try
        {
            Task task = action();
            _ = task.ContinueWith(_ => Wake(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            ExceptionDispatchInfo? fault = null;
            while (TryTake(task, out var work))
            {
                try
                {
                    work.Callback(work.State);
                }
                catch (Exception exception)
                {
                    fault ??= ExceptionDispatchInfo.Capture(exception);
                    onFault();
                }
            }

            fault?.Throw();
            task.GetAwaiter().GetResult();
        }
        finally
        {
            SetSynchronizationContext(outer);
        }
    }

    /// <summary>Leaves the context for a while: code of others must not post here and wait.</summary>
    public static Outside Leave()
    {
        SynchronizationContext? left = Current;
        SetSynchronizationContext(null);
        return new Outside(left);
    }

    // Takes the next work; waits for it while the task runs, and once it has ended takes what is left.
    private bool TryTake(Task task, out (SendOrPostCallback Callback, object? State) work)
    {
        lock (_queue)
        {
            while (_queue.Count == 0)
            {
                if (task.IsCompleted)
                {
                    work = default;
                    return false;
                }

                Monitor.Wait(_queue);
            }

            work = _queue.Dequeue();
            return true;
        }
    }

    private void Wake()
    {
        lock (_queue)
        {
            Monitor.Pulse(_queue);
        }
    }

    /// <summary>The time outside the context; disposing it comes back.</summary>
    internal readonly struct Outside(SynchronizationContext? left) : IDisposable
    {
        public void Dispose() => SetSynchronizationContext(left);
    }
}
