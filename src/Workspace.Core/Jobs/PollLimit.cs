using System;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Http;

namespace Workspace.Jobs;

/// <summary>Ends a poll when the whole wait is over: a service that does not respond must not make the wait longer.</summary>
internal static class PollLimit
{
    // What a poll gets that starts when the time is up: the state of a large pool takes many requests.
    private static readonly TimeSpan _afterTheEnd = TimeSpan.FromSeconds(30);

    /// <summary>Polls once.</summary>
    /// <param name="pollAsync">The poll.</param>
    /// <param name="left">What is left of the wait.</param>
    /// <param name="cancellationToken">Stops the poll.</param>
    /// <exception cref="WorkspaceException">Code WsTimeout: the poll did not end in time.</exception>
    public static async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> pollAsync, TimeSpan left, CancellationToken cancellationToken)
    {
        TimeSpan longest = left > TimeSpan.Zero ? left : _afterTheEnd;
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timer.CancelAfter(ClockTime.Bounded(longest));
        try
        {
            return await pollAsync(timer.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException cancelled) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new WorkspaceException(WorkspaceException.Timeout, $"The service did not respond within the {longest.TotalSeconds:0.#} seconds that were left of the wait.", cancelled);
        }
    }
}
