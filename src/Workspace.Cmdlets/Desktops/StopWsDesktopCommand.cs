using System.Management.Automation;
using Workspace.Desktops;

namespace Workspace.Commands;

/// <summary>Shuts down desktops, or all desktops of pools (os-stop).</summary>
[Cmdlet(VerbsLifecycle.Stop, "WsDesktop", DefaultParameterSetName = DesktopSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Desktop))]
public sealed class StopWsDesktopCommand : PowerCommand
{
    private protected override PowerAction Action => PowerAction.Stop;
}
