using System.Collections.Generic;
using System.Threading.Tasks;

namespace Workspace.Actions;

/// <summary>Hands results from an action to the reader of its stream. A result is handed over when the reader asks for the next one.</summary>
// Continuations run inline: an action stays in its own context, and on its own thread where it has none.
internal sealed class ResultSink
{
    private readonly object _lock = new();
    private readonly Queue<(ActionResult Result, TaskCompletionSource<bool> Taken)> _queue = new();
    private TaskCompletionSource<bool> _changed = new();
    private bool _isCompleted;
    private bool _isClosed;

    /// <summary>Hands over a result, and waits until the reader asks for the next.</summary>
    public Task WriteAsync(ActionResult result)
    {
        TaskCompletionSource<bool> taken = new();
        TaskCompletionSource<bool> changed;
        lock (_lock)
        {
            if (_isClosed)
            {
                taken.SetCanceled();
                return taken.Task;
            }

            _queue.Enqueue((result, taken));
            changed = _changed;
        }

        changed.TrySetResult(true);
        return taken.Task;
    }

    /// <summary>No result follows.</summary>
    public void Complete()
    {
        TaskCompletionSource<bool> changed;
        lock (_lock)
        {
            _isCompleted = true;
            changed = _changed;
        }

        changed.TrySetResult(true);
    }

    /// <summary>The next result with what is to be set when it was taken; null at the end.</summary>
    public async Task<(ActionResult Result, TaskCompletionSource<bool> Taken)?> ReadAsync()
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (_queue.Count > 0)
                {
                    return _queue.Dequeue();
                }

                if (_isCompleted)
                {
                    return null;
                }

                _changed = new();
                changed = _changed.Task;
            }

            await changed.ConfigureAwait(true);
        }
    }

    /// <summary>The reader wants no more: what is written from now on is cancelled.</summary>
    public void Close()
    {
        (ActionResult Result, TaskCompletionSource<bool> Taken)[] left;
        lock (_lock)
        {
            _isClosed = true;
            left = [.. _queue];
            _queue.Clear();
        }

        foreach ((_, TaskCompletionSource<bool> taken) in left)
        {
            taken.TrySetCanceled();
        }
    }
}
