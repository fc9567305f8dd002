using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace Workspace.Actions;

/// <summary>
/// An action on many inputs, from the check of the first to the end of the last job. Inputs are added as they come; the results are streams, and the
/// action goes on only while they are read, in the synchronization context of the reader.
/// </summary>
/// <typeparam name="T">What one input is.</typeparam>
public abstract class ServiceAction<T> : IAsyncDisposable
{
    private protected ServiceAction(WorkspaceClient client, ActionSettings settings, IActionObserver? observer) =>
        Run = new ActionRun(client, settings, observer ?? new ActionObserver());

    private protected ActionRun Run { get; }

    /// <summary>Adds an input. It may be worked on at once, or with others.</summary>
    /// <param name="input">The input.</param>
    /// <returns>The results that are there by now, of this and of earlier inputs.</returns>
    public IAsyncEnumerable<ActionResult> AddAsync(T input) => Run.StreamAsync(() => StartAsync(input));

    /// <summary>Works on what is left, and waits for the jobs where the settings say so. No input may follow.</summary>
    /// <returns>The remaining results.</returns>
    public IAsyncEnumerable<ActionResult> CompleteAsync() => Run.StreamAsync(FinishAsync);

    /// <summary>Acts on all inputs.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="cancellationToken">Stops the action. Jobs that were started go on.</param>
    /// <returns>The results.</returns>
    public async IAsyncEnumerable<ActionResult> RunAsync(IEnumerable<T> inputs, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (T input in inputs)
        {
            await foreach (ActionResult result in AddAsync(input).WithCancellation(cancellationToken).ConfigureAwait(true))
            {
                yield return result;
            }
        }

        await foreach (ActionResult result in CompleteAsync().WithCancellation(cancellationToken).ConfigureAwait(true))
        {
            yield return result;
        }
    }

    /// <summary>Stops what is under way. Jobs that were started go on.</summary>
    /// <returns>A task that ends when nothing is under way any more.</returns>
    public async ValueTask DisposeAsync()
    {
        Run.Stop();
        await Task.WhenAny(DrainAsync()).ConfigureAwait(true);
        Run.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Waits for what was started and not awaited; it is cancelled already.</summary>
    private protected virtual Task DrainAsync() => Task.CompletedTask;

    private protected abstract Task StartAsync(T input);

    private protected virtual async Task FinishAsync()
    {
        if (Run.Settings.Wait)
        {
            _ = await new JobWait(Run).ForAllAsync(Run.Started).ConfigureAwait(true);
        }
    }
}
