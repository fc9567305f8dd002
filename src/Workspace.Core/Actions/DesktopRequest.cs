using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Desktops;

namespace Workspace.Actions;

/// <summary>Sends changes of desktops that start no job.</summary>
internal static class DesktopRequest
{
    /// <summary>Changes some desktops: the batch is halved where the service refuses it for some of them. Each failure is an error.</summary>
    /// <param name="run">The run.</param>
    /// <param name="desktops">1 to 100 desktops.</param>
    /// <param name="sendAsync">Sends the change for some of the desktops, and gives those for which it failed.</param>
    /// <returns>The desktops for which it was accepted.</returns>
    public static async Task<IReadOnlyList<Desktop>> ChangeAsync(
        this ActionRun run,
        IReadOnlyList<Desktop> desktops,
        Func<IReadOnlyList<string>, CancellationToken, Task<IReadOnlyList<KeyValuePair<string, WorkspaceException>>>> sendAsync)
    {
        BatchOutcome<IReadOnlyList<KeyValuePair<string, WorkspaceException>>> outcome =
            await Batch.SendAsync([.. desktops.Select(desktop => desktop.DesktopId!)], sendAsync, run.StopToken).ConfigureAwait(true);
        HashSet<string> failed = [.. outcome.Failures.SelectMany(failure => failure.Key)];
        foreach (KeyValuePair<string, WorkspaceException> failure in outcome.Answers.SelectMany(answer => answer.Value))
        {
            failed.Add(failure.Key);
            await run.FailAsync(failure.Value, failure.Key).ConfigureAwait(true);
        }

        foreach (var failure in outcome.Failures)
        {
            await run.FailAsync(failure.Value, failure.Key.Count == 1 ? failure.Key[0] : failure.Key).ConfigureAwait(true);
        }

        return [.. desktops.Where(desktop => !failed.Contains(desktop.DesktopId!))];
    }

    /// <summary>Changes desktops once: after a lost response their states show whether it was carried out.</summary>
    /// <param name="run">The run.</param>
    /// <param name="desktops">1 to 100 desktops, as they were before.</param>
    /// <param name="change">The change.</param>
    /// <param name="sendAsync">Sends the change for some of the desktops.</param>
    /// <returns>The desktops for which it was accepted.</returns>
    public static Task<IReadOnlyList<Desktop>> ChangeOnceAsync(
        this ActionRun run,
        IReadOnlyList<Desktop> desktops,
        DesktopChange change,
        Func<IReadOnlyList<string>, CancellationToken, Task> sendAsync) =>
        run.ChangeAsync(desktops, (ids, token) => run.Client.Desktops.ChangeAsync(change, ids, sendAsync, new() { RetryAmbiguous = run.Settings.RetryAmbiguous }, token));
}
