using System;
using System.Collections.Generic;
using Workspace.Actions;
using Workspace.Jobs;

namespace Workspace.Tests.Actions;

/// <summary>Keeps what an action reports besides its results.</summary>
internal sealed class TestObserver(Func<ActionConfirmation, bool>? confirm = null) : ActionObserver
{
    public List<ActionConfirmation> Asked { get; } = [];

    public List<JobReference> Started { get; } = [];

    public List<string> Events { get; } = [];

    public List<string> Warnings { get; } = [];

    public override bool Confirm(ActionConfirmation confirmation)
    {
        Asked.Add(confirmation);
        return confirm?.Invoke(confirmation) ?? true;
    }

    public override void JobStarted(JobReference job) => Started.Add(job);

    public override void JobWaitStarted(int count) => Events.Add($"wait for {count}");

    public override void WaitEnded() => Events.Add("wait ended");

    public override void Warn(string message) => Warnings.Add(message);
}
