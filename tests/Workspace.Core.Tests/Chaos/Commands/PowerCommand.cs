using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Desktops;
using Workspace.Emulator;
using Workspace.Emulator.Desktops;

namespace Workspace.Tests.Chaos.Commands;

/// <summary>Start-WsDesktop, Stop-WsDesktop, Restart-WsDesktop or Suspend-WsDesktop.</summary>
internal sealed class PowerCommand(int number, CommandSettings settings, EmulatedTenant tenant, IReadOnlyList<string> targets, bool ofPools, PowerAction action)
    : FleetCommand(number, settings, tenant, targets, ofPools)
{
    public override bool IsExclusive => false;

    public override string Type => OfPools ? "executeDesktopsAction" : action switch
    {
        PowerAction.Start => "os-start",
        PowerAction.Stop => "os-stop",
        PowerAction.Restart => "reboot",
        _ => "os-hibernate",
    };

    public override string ToString() => $"{action}-WsDesktop {(OfPools ? "pools " : "")}{string.Join(", ", Targets)} {Settings}";

    private protected override Task DoAsync(WorkspaceClient client, CancellationToken stop) =>
        RunAsync(new PowerChangeAction(client, action, byForce: false, ActionSettings, Report), Fleet, stop);

    // The client takes one that is off for suspended, too.
    private protected override bool IsDone(EmulatedDesktop desktop) => desktop.TaskStatus.Length == 0 && action switch
    {
        PowerAction.Start or PowerAction.Restart => desktop.Status == "ACTIVE",
        PowerAction.Stop => desktop.Status == "SHUTOFF",
        _ => desktop.Status is "HIBERNATED" or "SHUTOFF",
    };
}
