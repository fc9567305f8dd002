using System;
using System.Management.Automation;
using System.Threading.Tasks;
using Workspace.Commands.Infrastructure;
using Workspace.Commands.Infrastructure.Completion;
using Workspace.Desktops;
using Workspace.Users;

namespace Workspace.Commands;

/// <summary>Ends the sessions of users: logs them off their desktops (POST /desktops/logoff).</summary>
[Cmdlet(VerbsLifecycle.Stop, "WsUserSession", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Desktop))]
public sealed class StopWsUserSessionCommand : ActionCmdletBase
{
    private LogOffAction? _action;

    /// <summary>Makes the cmdlet, which waits for half an hour.</summary>
    public StopWsUserSessionCommand() => TimeoutSec = 1800;

    /// <summary>The desktops' ids.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, HelpMessage = PromptHelp.DesktopIds)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(DesktopIdCompleter))]
    public string?[]? DesktopId { get; set; }

    /// <summary>What the users are told, up to 255 characters.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Message { get; set; }

    /// <summary>Write the desktops that were changed.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override IAsyncDisposable? Started => _action;

    // A message that cannot be shown is an error before a connection is needed.
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
        _action = new LogOffAction(Client, Message, Settings(), ActionObserver);
    }

    private protected override async Task ProcessAsync()
    {
        foreach (string id in IdValidator.Read(DesktopId, nameof(DesktopId), WriteError))
        {
            await WriteAsync(_action!.AddAsync(id)).ConfigureAwait(true);
        }
    }

    private protected override Task EndAsync() => WriteAsync(_action!.CompleteAsync());

    private protected override void Write(Desktop desktop)
    {
        if (PassThru)
        {
            base.Write(desktop);
        }
    }
}
