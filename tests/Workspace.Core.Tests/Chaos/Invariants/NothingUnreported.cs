using System;
using System.Collections.Generic;
using System.Linq;
using Workspace.Emulator.Jobs;
using Workspace.Jobs;
using Workspace.Tests.Chaos.Commands;

namespace Workspace.Tests.Chaos.Invariants;

/// <summary>
/// Every operation that was executed is told to who ordered it: by its job or its desktops, as an unknown outcome that names the job or the target,
/// or, where the command was stopped or the operation knowingly sent again, by a warning that names the target. And of every job that was told when
/// it started it is told what became of it, unless the command was stopped.
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
            foreach (ExecutedOperation line in evidence.OperationsOf(command))
            {
                if (line.JobId is { } job ? !IsTold(command.Report, line, job) : !line.DesktopIds.All(id => IsTold(command.Report, id)))
                {
                    yield return $"Command {command.Number} does not tell of {line.Type} on {line.PoolId} {string.Join(", ", line.DesktopIds)}, job {line.JobId}.";
                }
            }

            foreach (JobReference lost in command.Report.Stopped is null ? command.Report.Started.Where(started => !IsReturned(command.Report, started)) : [])
            {
                yield return $"Command {command.Number} does not tell what became of job {lost.JobId}.";
            }
        }
    }

    private static bool IsTold(CommandReport report, ExecutedOperation line, string jobId) =>
        report.Started.Any(started => started.JobId == jobId)
        || report.Errors.Any(error => error.Code == WorkspaceException.AmbiguousOutcome && (error.Names(jobId) || ChaosEvidence.TargetsOf(line).All(error.Names)))
        || report.Warnings.Any(warning => Names(warning, line, jobId)
            && (warning.Contains("it is sent again because RetryAmbiguous says so", StringComparison.Ordinal)
                || (report.Stopped is not null && warning.Contains("was being sent when the command was stopped", StringComparison.Ordinal))));

    // What was read after the change tells of it too: a state that is not reached, or a desktop that is gone.
    private static bool IsTold(CommandReport report, string desktopId) =>
        report.Desktops.Contains(desktopId)
        || report.Errors.Any(error => error.Names(desktopId)
            && (error.Code == WorkspaceException.AmbiguousOutcome || (error.Exception as WorkspaceException)?.Method != "POST"))
        || (report.Stopped is not null && (report.WaitsForDesktops || report.Warnings.Any(warning =>
            warning.Contains("was being sent for", StringComparison.Ordinal) && warning.Contains(desktopId, StringComparison.Ordinal))));

    private static bool IsReturned(CommandReport report, JobReference started) =>
        report.Jobs.Any(told => told.Job.JobId == started.JobId) || report.Errors.Any(error => error.Targets.Contains(started.JobId));

    private static bool Names(string text, ExecutedOperation line, string jobId) =>
        text.Contains(jobId, StringComparison.Ordinal) || ChaosEvidence.TargetsOf(line).All(id => text.Contains(id, StringComparison.Ordinal));
}
