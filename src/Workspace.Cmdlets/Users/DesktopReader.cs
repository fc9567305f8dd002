using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading.Tasks;
using Workspace.Actions;
using Workspace.Commands.Infrastructure;
using Workspace.Desktops;

namespace Workspace.Commands;

/// <summary>Reads desktops by the ids that come, up to 100 in one request, and hands them over. One that does not exist is an error.</summary>
/// <param name="readAsync">Reads up to 100 desktops.</param>
/// <param name="takeAsync">Takes those of a batch that exist, at least one.</param>
/// <param name="report">Takes why desktops could not be read, with the id.</param>
/// <param name="writeError">Takes other errors.</param>
internal sealed class DesktopReader(
    Func<IReadOnlyList<string>, Task<IReadOnlyDictionary<string, Desktop>>> readAsync,
    Func<IReadOnlyList<Desktop>, Task> takeAsync,
    Action<Exception, object?> report,
    Action<ErrorRecord> writeError)
{
    private IdBatches<(IReadOnlyList<string> Ids, IReadOnlyDictionary<string, Desktop>? Found, WorkspaceException? Error)>? _queue;

    private IdBatches<(IReadOnlyList<string> Ids, IReadOnlyDictionary<string, Desktop>? Found, WorkspaceException? Error)> Queue => _queue ??= new(FetchAsync, TakeAsync);

    /// <summary>Takes ids as they came by parameter or pipeline.</summary>
    public async Task AddAsync(string?[]? ids)
    {
        foreach (string id in IdValidator.Read(ids, "DesktopId", writeError))
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
            return (ids, await readAsync(ids).ConfigureAwait(true), null);
        }
        catch (WorkspaceException failure)
        {
            return (ids, null, failure);
        }
    }

    private async Task TakeAsync((IReadOnlyList<string> Ids, IReadOnlyDictionary<string, Desktop>? Found, WorkspaceException? Error) batch)
    {
        List<Desktop> found = [];
        foreach (string id in batch.Ids)
        {
            if (batch.Error is not null)
            {
                report(batch.Error, id);
            }
            else if (!batch.Found!.TryGetValue(id, out Desktop? desktop))
            {
                writeError(ErrorRecords.NotFound("desktop", id, "Check the id: Get-WsDesktop lists all desktops."));
            }
            else
            {
                found.Add(desktop);
            }
        }

        if (found.Count > 0)
        {
            await takeAsync(found).ConfigureAwait(true);
        }
    }
}
