using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Workspace.Desktops;

namespace Workspace.Actions;

/// <summary>
/// Gathers the ids of desktops into batches, reads the desktops ahead so that a confirmation can name them, and hands over those that are to be
/// changed. One that does not exist is an error.
/// </summary>
/// <param name="run">The run.</param>
/// <param name="selectAsync">Whether a desktop is to be changed; called for one after the other.</param>
/// <param name="sendAsync">Takes those of a batch that are, at least one.</param>
/// <param name="readAsync">Reads up to 100 desktops; null for the usual way.</param>
internal sealed class DesktopBatches(
    ActionRun run,
    Func<Desktop, Task<bool>> selectAsync,
    Func<IReadOnlyList<Desktop>, Task> sendAsync,
    Func<IReadOnlyList<string>, Task<IReadOnlyDictionary<string, Desktop>>>? readAsync = null)
{
    private IdBatches<(IReadOnlyList<string> Ids, IReadOnlyDictionary<string, Desktop>? Found, WorkspaceException? Error)>? _queue;

    private IdBatches<(IReadOnlyList<string> Ids, IReadOnlyDictionary<string, Desktop>? Found, WorkspaceException? Error)> Queue => _queue ??= new(FetchAsync, TakeAsync);

    /// <summary>Takes the id of a desktop. One that cannot be an id is an error.</summary>
    public async Task AddAsync(string id)
    {
        if (await run.TryAsync(id, () => Task.FromResult(WorkspaceClient.CheckId(id, "desktopId"))).ConfigureAwait(true))
        {
            await Queue.AddAsync(id).ConfigureAwait(true);
        }
    }

    /// <summary>Hands over the rest.</summary>
    public Task CompleteAsync() => Queue.CompleteAsync();

    /// <summary>Waits until nothing is under way, whatever becomes of it.</summary>
    public Task DrainAsync() => Queue.DrainAsync();

    private async Task<(IReadOnlyList<string> Ids, IReadOnlyDictionary<string, Desktop>? Found, WorkspaceException? Error)> FetchAsync(IReadOnlyList<string> ids)
    {
        try
        {
            return (ids, await (readAsync?.Invoke(ids) ?? run.Client.Desktops.GetManyAsync(ids, run.StopToken)).ConfigureAwait(true), null);
        }
        catch (WorkspaceException failure)
        {
            return (ids, null, failure);
        }
    }

    private async Task TakeAsync((IReadOnlyList<string> Ids, IReadOnlyDictionary<string, Desktop>? Found, WorkspaceException? Error) batch)
    {
        List<Desktop> selected = [];
        foreach (string id in batch.Ids)
        {
            if (batch.Error is not null)
            {
                await run.FailAsync(batch.Error, id).ConfigureAwait(true);
            }
            else if (!batch.Found!.TryGetValue(id, out Desktop? desktop))
            {
                await run.ReturnAsync(
                    new WorkspaceException(WorkspaceException.NotFound, $"There is no desktop '{id}' in this project.") { Advice = "Check the id: Get-WsDesktop lists all desktops." },
                    id).ConfigureAwait(true);
            }
            else if (await selectAsync(desktop).ConfigureAwait(true))
            {
                selected.Add(desktop);
            }
        }

        if (selected.Count > 0)
        {
            await sendAsync(selected).ConfigureAwait(true);
        }
    }
}
