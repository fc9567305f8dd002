using System;
using System.Management.Automation;
using System.Threading.Tasks;
using Workspace.Agents;
using Workspace.Commands.Infrastructure;
using Workspace.Commands.Infrastructure.Completion;
using Workspace.Desktops;

namespace Workspace.Commands;

/// <summary>Installs the monitoring agent on desktops (POST /desktops/agents), up to 100 in one job.</summary>
[Cmdlet(VerbsLifecycle.Install, "WsAgent", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Job))]
public sealed class InstallWsAgentCommand : ActionCmdletBase
{
    private AgentInstallAction? _action;

    /// <summary>The desktops' ids.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, HelpMessage = PromptHelp.DesktopIds)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(DesktopIdCompleter))]
    public string?[]? DesktopId { get; set; }

    /// <summary>The desktop itself, as it is piped: what it tells need not be read again.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public Desktop? InputObject { get; set; }

    /// <summary>Install it although the desktop has it.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override IAsyncDisposable? Started => _action;

    private AgentInstallAction Action => _action ??= new(Client, Settings(Force), ActionObserver);

    private protected override async Task ProcessAsync()
    {
        if (InputObject is { } desktop)
        {
            Action.UseKnown(desktop);
        }

        foreach (string id in IdValidator.Read(DesktopId, nameof(DesktopId), WriteError))
        {
            await WriteAsync(Action.AddAsync(id)).ConfigureAwait(true);
        }
    }

    private protected override Task EndAsync() => WriteAsync(Action.CompleteAsync());
}
