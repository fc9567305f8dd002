using System.Management.Automation;
using Workspace.Desktops;

namespace Workspace.Commands;

/// <summary>Starts desktops, or all desktops of pools (os-start).</summary>
[Cmdlet(VerbsLifecycle.Start, "WsDesktop", DefaultParameterSetName = DesktopSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Desktop))]
public sealed class StartWsDesktopCommand : PowerCommand
{
    private protected override PowerAction Action => PowerAction.Start;
}
