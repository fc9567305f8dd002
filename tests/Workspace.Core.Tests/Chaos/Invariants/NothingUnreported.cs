using System;
using System.Collections.Generic;
using System.Linq;
using Workspace.Emulator.Jobs;
using Workspace.Tests.Chaos.Commands;

namespace Workspace.Tests.Chaos.Invariants;

/// <summary>
/// Every operation that was executed is told to who ordered it: by its job, as an unknown outcome that names the job or the target, or,
/// where the command was stopped or the operation knowingly sent again, by a warning that names the target.
/// </summary>
internal sealed class NothingUnreported : IInvariant
{
    public IEnumerable<string> Violations(ChaosEvidence evidence)
    {
        if (evidence.NotConnected is not null && evidence.Ledger.Count > 0)
        {
            yield return "There was no connection, but something was executed.";
        }

        foreach (ActionCommand command in evidence.Commands.OfType<ActionCommand>())
        {
            foreach (ExecutedOperation line in evidence.OperationsOf(command).Where(line => !IsTold(command.Report, line)))
            {
                yield return $"Command {command.Number} does not tell of job {line.JobId}, {line.Type} on {line.PoolId} {string.Join(", ", line.DesktopIds)}.";
            }
        }
    }

    private static bool IsTold(CommandReport report, ExecutedOperation line) =>
        report.Started.Any(started => started.Reference.JobId == line.JobId)
        || report.Errors.Any(error => error.Exception is WorkspaceException { Code: WorkspaceException.AmbiguousOutcome }
            && (Names(error.Exception.Message, line) || Names(string.Join(" ", error.Targets), line)))
        || report.Observer.Warnings.Any(warning =>
            warning.Contains("it is sent again because RetryAmbiguous says so", StringComparison.Ordinal) && Names(warning, line))
        || (report.Stopped is not null && report.Observer.Warnings.Any(warning =>
            warning.Contains("was being sent when the command was stopped", StringComparison.Ordinal) && Names(warning, line)));

    private static bool Names(string text, ExecutedOperation line) =>
        text.Contains(line.JobId!, StringComparison.Ordinal)
        || (line.PoolId is { } pool ? text.Contains(pool, StringComparison.Ordinal) : line.DesktopIds.All(id => text.Contains(id, StringComparison.Ordinal)));
}
