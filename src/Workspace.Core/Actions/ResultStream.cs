using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace Workspace.Actions;

/// <summary>The results of an action as a stream. The action goes on only while they are read, in the synchronization context of the reader.</summary>
internal static class ResultStream
{
    /// <summary>Runs an action and gives its results as they come.</summary>
    /// <param name="actAsync">The action.</param>
    /// <param name="stop">Stops the action: cancelled when the reader stops before the end.</param>
    /// <param name="cancellationToken">Stops the reader.</param>
    public static async IAsyncEnumerable<ActionResult> Of(Func<ResultSink, Task> actAsync, CancellationTokenSource stop, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using CancellationTokenRegistration stopping = cancellationToken.Register(stop.Cancel);
        var sink = new ResultSink();
        Task action = ActAsync(actAsync, sink);
        TaskCompletionSource<bool>? taken = null;
        bool isOver = false;
        try
        {
            while (await sink.ReadAsync().ConfigureAwait(true) is { } next)
            {
                taken = next.Taken;
                yield return next.Result;
                taken.TrySetResult(true);
            }

            isOver = true;
            await action.ConfigureAwait(true);
        }
        finally
        {
            if (!isOver)
            {
                // The reader did not get past a result; nothing that follows from it may happen.
                stop.Cancel();
                taken?.TrySetCanceled(CancellationToken.None);
                sink.Close();
                await Task.WhenAny(action).ConfigureAwait(true);
                _ = action.Exception;
            }
        }
    }

    private static async Task ActAsync(Func<ResultSink, Task> actAsync, ResultSink sink)
    {
        try
        {
            await actAsync(sink).ConfigureAwait(true);
        }
        finally
        {
            sink.Complete();
        }
    }
}
