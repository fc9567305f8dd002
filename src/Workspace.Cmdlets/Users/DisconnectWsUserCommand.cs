using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Commands.Shell;
using Workspace.Desktops;
using Workspace.Jobs;
using Workspace.Users;

namespace Workspace.Commands;

/// <summary>Logs users off desktops (POST /desktops/logoff).</summary>
[Cmdlet(VerbsCommunications.Disconnect, "WsUser", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Desktop))]
public sealed class DisconnectWsUserCommand : DesktopChangeCommand
{
    /// <summary>What the users are told, up to 255 characters.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Message { get; set; }

    /// <summary>Send it again when it is unknown whether it was carried out. Who has logged on again meanwhile is logged off again.</summary>
    [Parameter]
    public SwitchParameter RetryAmbiguous { get; set; }

    private protected override string ActionText => "Log users off";

    private protected override string Loss => ": what they have not saved is lost";

    private protected override async Task BeginAsync()
    {
        try
        {
            UserOperations.CheckLogoffMessage(Message);
        }
        catch (ArgumentException invalid)
        {
            Terminate(invalid, Message);
        }

        await base.BeginAsync().ConfigureAwait(true);
    }

    private protected override Task<IReadOnlyList<KeyValuePair<string, WorkspaceException>>> SendAsync(IReadOnlyList<Desktop> desktops, IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        Client.Desktops.ChangeAsync(
            DesktopChange.LogOff(desktops),
            ids,
            (some, token) => Client.Users.LogOffAsync(some, Message, token),
            new ActionOptions { RetryAmbiguous = RetryAmbiguous },
            cancellationToken);
}
