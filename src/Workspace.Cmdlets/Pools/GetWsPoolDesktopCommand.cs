using System.Management.Automation;
using System.Threading.Tasks;
using Workspace.Commands.Shell;
using Workspace.Desktops;
using Workspace.Pools;

namespace Workspace.Commands;

/// <summary>Gets the desktops of pools, and in what each differs from its pool (GET /desktop-pools/{pool_id}/desktops).</summary>
[Cmdlet(VerbsCommon.Get, "WsPoolDesktop")]
[OutputType(typeof(Desktop))]
public sealed class GetWsPoolDesktopCommand : WorkspaceCommand
{
    /// <summary>The pool's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? PoolId { get; set; }

    /// <summary>Only desktops that differ from their pool in this.</summary>
    [Parameter]
    public Inconsistency? Inconsistent { get; set; }

    private protected override async Task ProcessAsync()
    {
        if (IdInput.ReadOne(PoolId, nameof(PoolId), WriteError) is { } id)
        {
            await ForAsync(id, () => ListAsync(id)).ConfigureAwait(true);
        }
    }

    private async Task ListAsync(string poolId)
    {
        await foreach (Page<Desktop> page in Client.Pools.ListDesktops(poolId, Inconsistent).PagesAsync(StopToken).ConfigureAwait(true))
        {
            foreach (Desktop desktop in page.Items)
            {
                WriteObject(desktop);
            }
        }
    }
}
