using System;
using System.Management.Automation;
using System.Threading.Tasks;
using Workspace.Actions;
using Workspace.Users;

namespace Workspace.Commands;

/// <summary>Shows a message on desktops (POST /desktops/notifications), up to 100 in one job, or on all desktops of pools (POST /desktop-pools/{pool_id}/notifications).</summary>
[Cmdlet(VerbsCommunications.Send, "WsNotification", DefaultParameterSetName = DesktopSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Job))]
public sealed class SendWsNotificationCommand : FleetCmdletBase
{
    /// <summary>The message.</summary>
    [Parameter(Mandatory = true, HelpMessage = "The text that is shown on the desktops.")]
    [ValidateNotNullOrEmpty]
    public string Message { get; set; } = "";

    // A message that cannot be shown is an error before a connection is needed.
    private protected override Task BeginAsync()
    {
        try
        {
            UserOperations.CheckNotification(Message);
        }
        catch (ArgumentException invalid)
        {
            Terminate(invalid, Message);
        }

        return base.BeginAsync();
    }

    private protected override ServiceAction<FleetTarget> CreateAction() => new NotificationAction(Client, Message, Settings(), ActionObserver);
}
