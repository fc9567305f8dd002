using System;
using System.Collections.Generic;
using Workspace.Actions;
using Workspace.Jobs;

namespace Workspace.Tests.Support;

/// <summary>Confirms what an action changes, and keeps what it is told.</summary>
internal sealed class ActionRecorder : ActionObserver
{
    public List<ActionConfirmation> Confirmations { get; } = [];

    public List<string> Notes { get; } = [];

    public List<string> Warnings { get; } = [];

    /// <summary>The jobs that were started, and how waits went.</summary>
    public List<string> Events { get; } = [];

    /// <summary>Whether a change is made.</summary>
    public Func<ActionConfirmation, bool> Decide { get; set; } = _ => true;

    public override bool Confirm(ActionConfirmation confirmation)
    {
        Confirmations.Add(confirmation);
        return Decide(confirmation);
    }

    public override void JobStarted(JobReference job) => Events.Add("job started");

    public override void JobWaitStarted(int count) => Events.Add($"wait for {count} jobs");

    public override void DesktopWaitStarted(int count, string action) => Events.Add($"{action} of {count} desktops");

    public override void DesktopDone() => Events.Add("done");

    public override void WaitEnded() => Events.Add("ended");

    public override void Warn(string message) => Warnings.Add(message);

    public override void Note(string message) => Notes.Add(message);
}
