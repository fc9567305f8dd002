using System.Management.Automation;
using Workspace.Actions;
using Workspace.Desktops;

namespace Workspace.Commands;

/// <summary>Shuts down desktops, or all desktops of pools (os-stop).</summary>
[Cmdlet(VerbsLifecycle.Stop, "WsDesktop", DefaultParameterSetName = DesktopSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Desktop))]
public sealed class StopWsDesktopCommand : FleetCmdletBase
{
    /// <summary>Makes the cmdlet.</summary>
    public StopWsDesktopCommand() => TimeoutSec = PowerCmdlets.TimeoutSec;

    /// <summary>By force: the power is cut, and the operating system is not asked.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Write the desktops: with -Wait when each is there, else as they were before.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override ServiceAction<FleetTarget> CreateAction() => new PowerChangeAction(Client, PowerAction.Stop, Force, Settings(), ActionObserver);

    private protected override void Write(Job job) => WriteVerbose(PowerCmdlets.Describe(job));

    private protected override void Write(Desktop desktop)
    {
        if (PassThru)
        {
            base.Write(desktop);
        }
    }
}
