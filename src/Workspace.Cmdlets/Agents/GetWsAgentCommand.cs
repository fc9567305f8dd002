using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading.Tasks;
using Workspace.Agents;
using Workspace.Commands.Infrastructure;
using Workspace.Commands.Infrastructure.Completion;

namespace Workspace.Commands;

/// <summary>Tells which desktops have the monitoring agent (GET /desktops/agents).</summary>
[Cmdlet(VerbsCommon.Get, "WsAgent", DefaultParameterSetName = FilterSet)]
[OutputType(typeof(AgentState))]
public sealed class GetWsAgentCommand : WorkspaceCmdletBase
{
    // The default takes nothing from the pipeline: PowerShell tries it first, and would bind only the PoolId of a desktop.
    private const string FilterSet = "Filter";
    private const string PoolSet = "Pool";
    private const string IdSet = "Id";

    private readonly HashSet<string> _asked = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The desktops' ids. One that the service does not have is an error; the same one twice is asked for once.</summary>
    [Parameter(Mandatory = true, ParameterSetName = IdSet, ValueFromPipelineByPropertyName = true, HelpMessage = PromptHelp.DesktopIds)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(DesktopIdCompleter))]
    public string?[]? DesktopId { get; set; }

    /// <summary>Desktops of this pool. With -DesktopId it is not needed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PoolSet, ValueFromPipelineByPropertyName = true, HelpMessage = PromptHelp.PoolId)]
    [Parameter(ParameterSetName = IdSet, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(PoolIdCompleter))]
    public string? PoolId { get; set; }

    /// <summary>Only desktops that have the agent; with -Installed:$false those that have not.</summary>
    [Parameter]
    public SwitchParameter Installed { get; set; }

    private protected override async Task ProcessAsync()
    {
        if (ParameterSetName != IdSet)
        {
            string? pool = null;
            if (ParameterSetName == FilterSet || (pool = IdValidator.ReadOne(PoolId, nameof(PoolId), WriteError)) is not null)
            {
                await TryAsync(pool, () => ListAsync(new AgentFilter { PoolId = pool })).ConfigureAwait(true);
            }

            return;
        }

        foreach (string id in IdValidator.Read(DesktopId, nameof(DesktopId), WriteError))
        {
            if (_asked.Add(id))
            {
                await TryAsync(id, () => WriteByIdAsync(id)).ConfigureAwait(true);
            }
        }
    }

    private async Task ListAsync(AgentFilter filter)
    {
        filter.IsInstalled = Wanted;
        bool any = false;
        await foreach (AgentState state in Client.Agents.List(filter).WithCancellation(StopToken).ConfigureAwait(true))
        {
            any = true;
            WriteWanted(state);
        }

        if (!any && filter.PoolId is not null)
        {
            await CheckPoolAsync(filter.PoolId).ConfigureAwait(true);
        }
    }

    private async Task WriteByIdAsync(string id)
    {
        await foreach (AgentState state in Client.Agents.List(new AgentFilter { DesktopId = id }).WithCancellation(StopToken).ConfigureAwait(true))
        {
            if (string.Equals(state.DesktopId, id, StringComparison.OrdinalIgnoreCase))
            {
                WriteWanted(state);
                return;
            }
        }

        WriteError(ErrorRecords.NotFound("desktop", id, "Check the id: Get-WsDesktop lists all desktops."));
    }

    private bool? Wanted => MyInvocation.BoundParameters.ContainsKey(nameof(Installed)) ? Installed.ToBool() : null;

    private void WriteWanted(AgentState state)
    {
        if (Wanted is not { } wanted || wanted == state.IsInstalled)
        {
            WriteObject(state);
        }
    }
}
