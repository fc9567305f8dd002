using System.Management.Automation;
using Workspace.Actions;
using Workspace.Desktops;

namespace Workspace.Commands;

/// <summary>Starts desktops, or all desktops of pools (os-start).</summary>
[Cmdlet(VerbsLifecycle.Start, "WsDesktop", DefaultParameterSetName = DesktopSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Desktop))]
public sealed class StartWsDesktopCommand : FleetCmdletBase
{
    /// <summary>Makes the cmdlet.</summary>
    public StartWsDesktopCommand() => TimeoutSec = PowerCmdlets.TimeoutSec;

    /// <summary>By force: the power is cut, and the operating system is not asked.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Write the desktops: with -Wait when each is there, else as they were before.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override ServiceAction<FleetTarget> CreateAction() => new PowerChangeAction(Client, PowerAction.Start, Force, Settings(), ActionObserver);

    private protected override void Write(Job job) => WriteVerbose(PowerCmdlets.Describe(job));

    private protected override void Write(Desktop desktop)
    {
        if (PassThru)
        {
            base.Write(desktop);
        }
    }
}
