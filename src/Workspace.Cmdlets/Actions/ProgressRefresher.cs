using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace Workspace.Commands;

/// <summary>
/// Draws bars again each second while nothing new comes. PowerShell's console draws the first of several records that come together, and the others
/// only with the next one; and the time that is left goes by between two looks.
/// </summary>
internal static class ProgressRefresher
{
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);

    /// <summary>Passes updates on.</summary>
    /// <param name="updates">What is waited for.</param>
    /// <param name="draw">Draws the bars as they were.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async IAsyncEnumerable<T> WhileWaitingFor<T>(IAsyncEnumerable<T> updates, Action draw, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        IAsyncEnumerator<T> source = updates.GetAsyncEnumerator(stop.Token);
        Task<bool> next = Task.FromResult(false);
        try
        {
            while (true)
            {
                next = source.MoveNextAsync().AsTask();
                while (!next.IsCompleted && !stop.IsCancellationRequested)
                {
                    using var pause = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
                    await Task.WhenAny(next, Task.Delay(_pause, pause.Token)).ConfigureAwait(true);
                    pause.Cancel();
                    if (!next.IsCompleted && !stop.IsCancellationRequested)
                    {
                        draw();
                    }
                }

                if (!await next.ConfigureAwait(true))
                {
                    yield break;
                }

                yield return source.Current;
            }
        }
        finally
        {
            // Where drawing ended it, what is under way ends before what it belongs to.
            stop.Cancel();
            await Task.WhenAny(next).ConfigureAwait(true);
            await source.DisposeAsync().ConfigureAwait(true);
        }
    }
}
