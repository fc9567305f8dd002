using System.Management.Automation;
using Workspace.Desktops;

namespace Workspace.Commands;

/// <summary>Suspends desktops, or all desktops of pools (os-hibernate, for a pool hibernate).</summary>
[Cmdlet(VerbsLifecycle.Suspend, "WsDesktop", DefaultParameterSetName = DesktopSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Desktop))]
public sealed class SuspendWsDesktopCommand : PowerCommand
{
    private protected override PowerAction Action => PowerAction.Suspend;
}
