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

/// <summary>Ends the sessions of users: logs them off their desktops (POST /desktops/logoff).</summary>
[Cmdlet(VerbsLifecycle.Stop, "WsUserSession", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Desktop))]
public sealed class StopWsUserSessionCommand : DesktopChangeCommand
{
    // What was accepted: by id, as it was before.
    private readonly Dictionary<string, Desktop> _accepted = new(StringComparer.Ordinal);
    private DateTimeOffset _begin;

    /// <summary>What the users are told, up to 255 characters.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Message { get; set; }

    /// <summary>Wait until no user is logged on to the desktops any more.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>With -Wait: how long to wait in all, in seconds: half an hour.</summary>
    [Parameter]
    [NotEmpty(nameof(TimeoutSec))]
    [ValidateRange(1, 604_800)]
    public int TimeoutSec { get; set; } = 1800;

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
        _begin = Client.Clock.UtcNow;
    }

    private protected override async Task EndAsync()
    {
        await base.EndAsync().ConfigureAwait(true);
        if (_accepted.Count > 0)
        {
            TimeSpan left = _begin + TimeSpan.FromSeconds(TimeoutSec) - Client.Clock.UtcNow;
            var waiting = new DesktopWaiting(ActionText, Client.Clock, WriteProgress, WriteError);
            await waiting.RunAsync(
                _accepted.Count,
                Client.Desktops.WatchLogOffAsync(_accepted.Keys, left > TimeSpan.Zero ? left : TimeSpan.Zero),
                Finish,
                StopToken).ConfigureAwait(true);
        }
    }

    private protected override Task<IReadOnlyList<KeyValuePair<string, WorkspaceException>>> SendAsync(IReadOnlyList<Desktop> desktops, IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        Client.Desktops.ChangeAsync(
            DesktopChange.LogOff(desktops),
            ids,
            (some, token) => Client.Users.LogOffAsync(some, Message, token),
            new ActionOptions { RetryAmbiguous = RetryAmbiguous },
            cancellationToken);

    private protected override void Accept(Desktop desktop)
    {
        if (Wait)
        {
            _accepted[desktop.DesktopId!] = desktop;
        }
        else
        {
            base.Accept(desktop);
        }
    }

    private void Finish(Desktop desktop)
    {
        desktop.PoolId = _accepted[desktop.DesktopId!].PoolId;
        base.Accept(desktop);
    }
}
