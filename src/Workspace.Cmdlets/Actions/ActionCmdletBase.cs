using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading.Tasks;
using Workspace.Actions;
using Workspace.Commands.Infrastructure;
using Workspace.Desktops;

namespace Workspace.Commands;

/// <summary>A cmdlet of an action: confirms it, writes its results, and reports after Ctrl+C which jobs go on.</summary>
public abstract class ActionCmdletBase : WorkspaceCmdletBase
{
    private ActionOutput? _output;

    private protected ActionCmdletBase()
    {
    }

    /// <summary>Wait until what was started has ended, and write each job when it ends.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>How long to wait in all, in seconds: two hours. Where pools are worked on in waves, for each of them.</summary>
    [Parameter]
    [ValidateRange(1, 604_800)]
    [NotEmpty(nameof(TimeoutSec))]
    public int TimeoutSec { get; set; } = 7200;

    /// <summary>Send the action again when it is unknown whether it was carried out. It may then be carried out twice.</summary>
    [Parameter]
    public SwitchParameter RetryAmbiguous { get; set; }

    private protected override bool IsChange => true;

    /// <summary>Confirms the action and shows how it goes.</summary>
    private protected IActionObserver ActionObserver => Output;

    private ActionOutput Output => _output ??= new(this, Confirm, Write, Write);

    /// <summary>The action to stop with the cmdlet.</summary>
    private protected abstract IAsyncDisposable? Started { get; }

    private protected override async Task DrainAsync()
    {
        await base.DrainAsync().ConfigureAwait(true);
        if (Started is { } action)
        {
            await action.DisposeAsync().ConfigureAwait(true);
        }

        Output.ReportUnwritten();
    }

    /// <summary>How the action starts and waits.</summary>
    /// <param name="force">Act although it seems done, or a job of the kind is running.</param>
    private protected ActionSettings Settings(bool force = false) => new()
    {
        Wait = Wait,
        Timeout = TimeSpan.FromSeconds(TimeoutSec),
        Force = force,
        RetryAmbiguous = RetryAmbiguous,
    };

    /// <summary>Writes results as they come.</summary>
    private protected Task WriteAsync(IAsyncEnumerable<ActionResult> results) => Output.WriteAsync(results);

    /// <summary>Writes a job that was started, or that has ended.</summary>
    private protected virtual void Write(Job job) => WriteObject(job);

    /// <summary>Writes a desktop that was changed.</summary>
    private protected virtual void Write(Desktop desktop) => WriteObject(desktop);

    private bool Confirm(ActionConfirmation change) => Confirm(ConfirmationText.Describe(change), change.Action, change.Loss, !change.LosesWork);
}
