using System;
using System.Collections.Generic;
using System.Linq;
using Workspace.Emulator;
using Workspace.Emulator.Jobs;
using Workspace.Tests.Chaos.Commands;

namespace Workspace.Tests.Chaos.Invariants;

/// <summary>
/// No operation is executed twice that was ordered once, unless it is knowingly repeated, with a warning; none that was not confirmed. And where
/// one runs already, none of its kind is sent to the same target without Force.
/// </summary>
internal sealed class NothingTwice : IInvariant
{
    public IEnumerable<string> Violations(ChaosEvidence evidence)
    {
        foreach (ActionCommand command in evidence.Commands.OfType<ActionCommand>())
        {
            foreach (var same in evidence.OperationsOf(command).SelectMany(ChaosEvidence.TargetsOf).GroupBy(target => target))
            {
                bool isKnown = same.Count() == 2
                    && command.Settings.RetryAmbiguous
                    && command.Report.Warnings.Any(w => w.Contains("it is sent again because RetryAmbiguous says so", StringComparison.Ordinal));
                if (same.Count() > 1 && !isKnown)
                {
                    yield return $"Command {command.Number} did {command.Type} {same.Count()} times on {same.Key}.";
                }

                if (command.Report.Declined.Any(declined => same.Key == declined.Pool?.PoolId || declined.Desktops.Any(desktop => desktop.DesktopId == same.Key)))
                {
                    yield return $"Command {command.Number} did {command.Type} on {same.Key}, which was not confirmed.";
                }
            }

            foreach (EmulatorRequest sent in SentWhileOneRan(evidence, command))
            {
                yield return $"Command {command.Number} sent {sent.Path} {sent.BodyText} although one was running already.";
            }
        }
    }

    // What ran and showed before the command's first request, and still runs at its last, cannot have been overlooked.
    private static IEnumerable<EmulatorRequest> SentWhileOneRan(ChaosEvidence evidence, ActionCommand command)
    {
        if (command.Settings.Force || !command.IsExclusive)
        {
            return [];
        }

        HashSet<EmulatorRequest> earlier = [.. evidence.Requests.TakeWhile(request => ChaosEvidence.CommandOf(request) != command.Number)];
        ExecutedOperation[] before =
        [
            .. evidence.Ledger.Where(line => command.Includes(line)
                && earlier.Contains(line.Request)
                && line.Time.AddSeconds(evidence.Plan.Options.Quirks.SubJobDelaySeconds) <= command.Report.Began),
        ];
        return before.Length == 0 ? [] : evidence.Requests.Where(request => request.Method == "POST"
            && ChaosEvidence.CommandOf(request) == command.Number
            && before.Any(line => ChaosEvidence.TargetsOf(line).Any(target => IsOn(request, target)) && !(evidence.Jobs[line.JobId!].EndTime <= request.Received)));
    }

    private static bool IsOn(EmulatorRequest request, string target) =>
        request.Path.Contains(target, StringComparison.Ordinal) || request.BodyText.Contains($"\"{target}\"", StringComparison.Ordinal);
}
