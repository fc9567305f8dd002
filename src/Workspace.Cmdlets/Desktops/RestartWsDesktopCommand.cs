using System.Management.Automation;
using Workspace.Desktops;

namespace Workspace.Commands;

/// <summary>Restarts desktops, or all desktops of pools (reboot).</summary>
[Cmdlet(VerbsLifecycle.Restart, "WsDesktop", DefaultParameterSetName = DesktopSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Desktop))]
public sealed class RestartWsDesktopCommand : PowerCommand
{
    private protected override PowerAction Action => PowerAction.Restart;
}
