using System;
using System.Collections.Generic;
using System.Linq;
using Workspace.Tests.Chaos.Commands;

namespace Workspace.Tests.Chaos.Invariants;

/// <summary>Every command ends: a stopped one at that moment, any other within what its requests and waits may take. How often it looks while it waits does not lengthen that.</summary>
internal sealed class EndsInTime : IInvariant
{
    // Before, between and after the waits, for one target: reads, an action that is sent twice, looks for what became of it, and the last looks.
    private const int MostCalls = 30;

    // The looks for a job after a lost answer, twice, and before an action for one that does not show yet.
    private static readonly TimeSpan _looks = TimeSpan.FromSeconds(90);

    public IEnumerable<string> Violations(ChaosEvidence evidence)
    {
        foreach (ChaosCommand command in evidence.NotConnected is null ? evidence.Commands : [])
        {
            CommandReport report = command.Report;
            if (report.Ended is not { } ended)
            {
                yield return $"Command {command.Number} has not ended.";
            }
            else if (ended > report.Stopped)
            {
                yield return $"Command {command.Number} ended {ended - report.Stopped} after it was stopped.";
            }
            else if (ended - report.Began > Limit(evidence, command))
            {
                yield return $"Command {command.Number} took {ended - report.Began}; it may take {Limit(evidence, command)}.";
            }
        }

        if (!evidence.HasEnded)
        {
            yield return "The run never ended.";
        }
    }

    private static TimeSpan Limit(ChaosEvidence evidence, ChaosCommand command)
    {
        // A request may wait for its turn as long as its attempts may take together, of which the last one begins in time.
        TimeSpan request = (evidence.Plan.Retry.Deadline * 2) + evidence.Plan.Timeout;
        int sent = evidence.Requests.Count(r => ChaosEvidence.CommandOf(r) == command.Number) + 1;
        return command is ActionCommand action
            ? (request * Math.Min(sent, MostCalls * action.Targets.Count)) + (_looks * action.Targets.Count) + (action.Settings.Wait ? action.Settings.WaitTimeout * action.Waits : TimeSpan.Zero)
            : request * (command.Calls ?? sent);
    }
}
