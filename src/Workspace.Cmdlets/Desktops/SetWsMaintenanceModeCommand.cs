using System;
using System.Management.Automation;
using System.Threading.Tasks;
using Workspace.Commands.Infrastructure;
using Workspace.Commands.Infrastructure.Completion;
using Workspace.Desktops;

namespace Workspace.Commands;

/// <summary>Lets desktops enter maintenance, in which users are kept off, or leave it (PUT /desktops/maintenance-mode).</summary>
[Cmdlet(VerbsCommon.Set, "WsMaintenanceMode", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Desktop))]
public sealed class SetWsMaintenanceModeCommand : WorkspaceCmdletBase
{
    private const string On = "On";

    private readonly ActionOutput _output;
    private MaintenanceAction? _action;

    /// <summary>Makes the cmdlet. It starts no job, and has nothing to wait for.</summary>
    public SetWsMaintenanceModeCommand() => _output = new(
        this,
        change => Confirm(ConfirmationText.Describe(change), change.Action, change.Loss, !change.LosesWork),
        writeDesktop: Write);

    /// <summary>The desktops' ids.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, HelpMessage = PromptHelp.DesktopIds)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(DesktopIdCompleter))]
    public string?[]? DesktopId { get; set; }

    /// <summary>On: enter maintenance. Off: leave it.</summary>
    [Parameter(Mandatory = true, HelpMessage = "On lets the desktops enter maintenance, Off lets them leave it.")]
    [ValidateSet(On, "Off")]
    public string State { get; set; } = "";

    /// <summary>Write the desktops that were changed.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override bool IsChange => true;

    private MaintenanceAction Action => _action ??= new(Client, string.Equals(State, On, StringComparison.OrdinalIgnoreCase), _output);

    private protected override async Task ProcessAsync()
    {
        foreach (string id in IdValidator.Read(DesktopId, nameof(DesktopId), WriteError))
        {
            await _output.WriteAsync(Action.AddAsync(id)).ConfigureAwait(true);
        }
    }

    private protected override Task EndAsync() => _output.WriteAsync(Action.CompleteAsync());

    private protected override async Task DrainAsync()
    {
        if (_action is not null)
        {
            await _action.DisposeAsync().ConfigureAwait(true);
        }
    }

    private void Write(Desktop desktop)
    {
        if (PassThru)
        {
            WriteObject(desktop);
        }
    }
}
