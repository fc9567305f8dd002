using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Agents;
using Workspace.Emulator;

namespace Workspace.Tests.Chaos.Commands;

/// <summary>Install-WsAgent for one or several desktops, in one batch.</summary>
internal sealed class InstallCommand(int number, CommandSettings settings, EmulatedTenant tenant, IReadOnlyList<string> desktopIds) : ActionCommand(number, settings, desktopIds)
{
    // The emulator's name for it; the service documents none.
    public override string Type => "batchInstallCesAgent";

    public override bool IsExclusive => false;

    public override string ToString() => $"Install-WsAgent {string.Join(", ", Targets)} {Settings}";

    private protected override Task DoAsync(WorkspaceClient client, CancellationToken stop) => RunAsync(new AgentInstallAction(client, ActionSettings, Report), Targets, stop);

    private protected override bool IsDone(string target) => tenant.Desktops.Any(desktop => desktop.DesktopId == target && desktop.AgentInstalled);
}
