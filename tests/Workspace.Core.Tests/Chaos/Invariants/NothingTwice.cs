using System;
using System.Collections.Generic;
using System.Linq;
using Workspace.Emulator;
using Workspace.Emulator.Jobs;
using Workspace.Jobs;
using Workspace.Tests.Chaos.Commands;

namespace Workspace.Tests.Chaos.Invariants;

/// <summary>
/// No operation is executed twice that was ordered once, unless it is knowingly repeated, with a warning. And where one runs already,
/// none of its kind is sent to the same target without Force.
/// </summary>
internal sealed class NothingTwice : IInvariant
{
    public IEnumerable<string> Violations(ChaosEvidence evidence)
    {
        foreach (ActionCommand command in evidence.Commands.OfType<ActionCommand>())
        {
            foreach (var same in evidence.OperationsOf(command).SelectMany(Targets).GroupBy(target => target).Where(same => same.Count() > 1))
            {
                bool isKnown = same.Count() == 2
                    && command.Settings.RetryAmbiguous
                    && command.Report.Observer.Warnings.Any(w => w.Contains("it is sent again because RetryAmbiguous says so", StringComparison.Ordinal));
                if (!isKnown)
                {
                    yield return $"Command {command.Number} did {command.Type} {same.Count()} times on {same.Key}.";
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
        if (command.Settings.Force || command is InstallCommand)
        {
            return [];
        }

        HashSet<EmulatorRequest> earlier = [.. evidence.Requests.TakeWhile(request => ChaosEvidence.CommandOf(request) != command.Number)];
        ExecutedOperation[] before =
        [
            .. evidence.Ledger.Where(line => line.Type == command.Type
                && earlier.Contains(line.Request)
                && line.Time.AddSeconds(evidence.Plan.Options.Quirks.SubJobDelaySeconds) <= command.Report.Began),
        ];
        return evidence.Requests.Where(request => request.Method == "POST"
            && ChaosEvidence.CommandOf(request) == command.Number
            && before.Any(line => Targets(line).Any(target => IsOn(request, target)) && !(evidence.Jobs[line.JobId!].EndTime <= request.Received)));
    }

    private static bool IsOn(EmulatorRequest request, string target) =>
        request.Path.Contains(target, StringComparison.Ordinal) || request.BodyText.Contains($"\"desktop_id\":\"{target}\"", StringComparison.Ordinal);

    private static IEnumerable<string> Targets(ExecutedOperation line) => line.Type == Job.PoolRebuildType ? [line.PoolId!] : line.DesktopIds;
}
