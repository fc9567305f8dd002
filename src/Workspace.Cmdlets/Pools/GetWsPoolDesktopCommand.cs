using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading.Tasks;
using Workspace.Commands.Infrastructure;
using Workspace.Commands.Infrastructure.Completion;
using Workspace.Desktops;
using Workspace.Pools;

namespace Workspace.Commands;

/// <summary>Gets the desktops of pools, and in what each differs from its pool (GET /desktop-pools/{pool_id}/desktops).</summary>
[Cmdlet(VerbsCommon.Get, "WsPoolDesktop")]
[OutputType(typeof(Desktop))]
public sealed class GetWsPoolDesktopCommand : WorkspaceCmdletBase
{
    // As the views know a desktop that is shown as one of its pool.
    private static readonly string _typeName = typeof(Desktop).FullName + "#Pool";

    /// <summary>The pool's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, HelpMessage = PromptHelp.PoolId)]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(PoolIdCompleter))]
    public string? PoolId { get; set; }

    /// <summary>Only desktops that differ from their pool in this, or in one of these.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public Inconsistency[]? Inconsistent { get; set; }

    private protected override async Task ProcessAsync()
    {
        if (IdValidator.ReadOne(PoolId, nameof(PoolId), WriteError) is { } id)
        {
            await TryAsync(id, () => ListAsync(id)).ConfigureAwait(true);
        }
    }

    // The service filters by one difference at a time, and a desktop may have several.
    private async Task ListAsync(string poolId)
    {
        if (Inconsistent is null)
        {
            await ListAsync(poolId, null, null).ConfigureAwait(true);
            return;
        }

        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (Inconsistency kind in new HashSet<Inconsistency>(Inconsistent))
        {
            await ListAsync(poolId, kind, written).ConfigureAwait(true);
        }
    }

    private async Task ListAsync(string poolId, Inconsistency? kind, HashSet<string>? written)
    {
        await foreach (Page<Desktop> page in Client.Pools.ListDesktops(poolId, kind).PagesAsync(StopToken).ConfigureAwait(true))
        {
            foreach (Desktop desktop in page.Items)
            {
                if (written?.Add(desktop.DesktopId ?? "") != false)
                {
                    var shown = PSObject.AsPSObject(desktop);
                    shown.TypeNames.Insert(0, _typeName);
                    WriteObject(shown);
                }
            }
        }
    }
}
