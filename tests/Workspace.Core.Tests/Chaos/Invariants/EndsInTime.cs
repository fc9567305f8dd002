using System;
using System.Collections.Generic;
using System.Linq;
using Workspace.Tests.Chaos.Commands;

namespace Workspace.Tests.Chaos.Invariants;

/// <summary>Every command ends: a stopped one at that moment, any other within what its requests and waits may take.</summary>
internal sealed class EndsInTime : IInvariant
{
    private static readonly TimeSpan _look = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _settle = TimeSpan.FromMinutes(5);

    public IEnumerable<string> Violations(ChaosEvidence evidence)
    {
        if (!evidence.HasEnded)
        {
            yield return "The run never ended.";
            yield break;
        }

        foreach (ChaosCommand command in evidence.NotConnected is null ? evidence.Commands : [])
        {
            CommandReport report = command.Report;
            TimeSpan took = report.Ended!.Value - report.Began;
            if (report.Stopped is { } stopped && report.Ended > stopped)
            {
                yield return $"Command {command.Number} ended {report.Ended - stopped} after it was stopped.";
            }
            else if (took > Limit(evidence, command))
            {
                yield return $"Command {command.Number} took {took}; it may take {Limit(evidence, command)}.";
            }
        }
    }

    private static TimeSpan Limit(ChaosEvidence evidence, ChaosCommand command)
    {
        // A request may wait for its turn as long as its attempts may take together, of which the last one begins in time.
        TimeSpan request = (evidence.Plan.Retry.Deadline * 2) + evidence.Plan.Timeout;
        int requests = command.Calls ?? evidence.Requests.Count(r => ChaosEvidence.CommandOf(r) == command.Number) + 1;
        return (request * requests) + (command is ActionCommand action ? Waits(action) : TimeSpan.Zero);
    }

    private static TimeSpan Waits(ActionCommand command) =>
        (_look * command.Targets * (command.Settings.RetryAmbiguous ? 2 : 1))
        + (command.Settings.Wait ? command.Settings.WaitTimeout + (_settle * 2 * command.Targets) : TimeSpan.Zero);
}
