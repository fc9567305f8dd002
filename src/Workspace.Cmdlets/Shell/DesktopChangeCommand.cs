using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Commands.Shell.Completion;
using Workspace.Desktops;

namespace Workspace.Commands.Shell;

/// <summary>Changes desktops at once, without a job, up to 100 in one request. It writes nothing, or with -PassThru the desktops.</summary>
public abstract class DesktopChangeCommand : WorkspaceCommand
{
    private readonly DesktopQueue _queue;

    private protected DesktopChangeCommand() => _queue = QueueDesktops(desktop => !SkipDone(desktop) && Approve(Targets.Describe(desktop), ActionText, Loss), StartAsync);

    /// <summary>The desktops' ids.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, HelpMessage = PromptHelp.DesktopIds)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(DesktopIdCompleter))]
    public string?[]? DesktopId { get; set; }

    /// <summary>Write the desktops that were changed.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override bool IsChange => true;

    /// <summary>What is done, for the prompt.</summary>
    private protected abstract string ActionText { get; }

    /// <summary>What is lost, for the prompt; empty where nothing is.</summary>
    private protected virtual string Loss => "";

    private protected override Task ProcessAsync() => _queue.AddAsync(DesktopId);

    private protected override Task EndAsync() => _queue.CompleteAsync();

    private protected override Task DrainAsync() => _queue.DrainAsync();

    /// <summary>Skips a desktop for which there is nothing to do, before anything is asked.</summary>
    private protected virtual bool SkipDone(Desktop desktop) => false;

    /// <summary>Sends the change for some of the desktops, and gives those for which it failed.</summary>
    private protected abstract Task<IReadOnlyList<KeyValuePair<string, WorkspaceException>>> SendAsync(
        IReadOnlyList<Desktop> desktops,
        IReadOnlyList<string> ids,
        CancellationToken cancellationToken);

    private async Task StartAsync(IReadOnlyList<Desktop> desktops)
    {
        string[] ids = [.. desktops.Select(desktop => desktop.DesktopId!)];
        IReadOnlyList<string> failed = await ChangeAsync(ids, (part, token) => SendAsync(desktops, part, token)).ConfigureAwait(true);
        foreach (Desktop desktop in desktops.Where(desktop => !failed.Contains(desktop.DesktopId)))
        {
            Accept(desktop);
        }
    }

    /// <summary>Takes a desktop whose change was accepted.</summary>
    private protected virtual void Accept(Desktop desktop)
    {
        if (PassThru)
        {
            WriteObject(desktop);
        }
    }
}
