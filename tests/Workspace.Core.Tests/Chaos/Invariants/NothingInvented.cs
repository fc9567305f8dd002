using System;
using System.Collections.Generic;
using System.Linq;
using Workspace.Emulator.Jobs;
using Workspace.Jobs;
using Workspace.Tests.Chaos.Commands;

namespace Workspace.Tests.Chaos.Invariants;

/// <summary>Nothing is reported as started, skipped, busy or succeeded that is not so.</summary>
internal sealed class NothingInvented : IInvariant
{
    public IEnumerable<string> Violations(ChaosEvidence evidence) =>
        evidence.Commands.OfType<ActionCommand>().SelectMany(command =>
            Started(evidence, command)
                .Concat(command.Report.Written.SelectMany(job => Written(evidence, command, job)))
                .Concat(Busy(evidence, command))
                .Concat(CarriedOut(evidence, command))
                .Concat(command is CaptureCommand capture ? Images(evidence, capture) : [])
                .Concat(command is RebuildCommand rebuild ? Skipped(rebuild) : []));

    private static IEnumerable<string> Started(ChaosEvidence evidence, ActionCommand command)
    {
        foreach (StartedJob started in command.Report.Started)
        {
            ExecutedOperation? line = evidence.Ledger.SingleOrDefault(l => l.JobId == started.Reference.JobId);
            if (line is null || line.Type != command.Type)
            {
                yield return $"Command {command.Number} tells of job {started.Reference.JobId}, which is none of {command.Type}.";
            }
            else if (line.PoolId != started.Reference.PoolId || (started.DesktopIds.Count > 0 && !line.DesktopIds.All(started.DesktopIds.Contains)))
            {
                yield return $"Command {command.Number} tells of job {started.Reference.JobId}, which works on something else.";
            }
            else if (ChaosEvidence.CommandOf(line.Request) != command.Number && !CameLate(evidence, line))
            {
                yield return $"Command {command.Number} tells of job {started.Reference.JobId}, which command {ChaosEvidence.CommandOf(line.Request)} started.";
            }
        }
    }

    // A request that reached the service only when its command had ended cannot be told from one of the next command.
    private static bool CameLate(ChaosEvidence evidence, ExecutedOperation line) =>
        line.Time > evidence.Commands[ChaosEvidence.CommandOf(line.Request) - 1].Report.Ended;

    private static IEnumerable<string> Written(ChaosEvidence evidence, ActionCommand command, Job job)
    {
        if (!job.HasEnded())
        {
            yield break;
        }

        EmulatedJob truth = evidence.Jobs[job.JobId!];
        int failed = truth.SubJobs.Count(part => part.Status == "FAILED");
        string status = failed == 0 ? JobStatus.Succeeded : failed == truth.SubJobs.Count ? JobStatus.Failed : JobStatus.PartlyFailed;
        bool isWarned = command.Report.Warnings.Any(w => w.Contains($"{job.JobId} has sub-jobs", StringComparison.Ordinal));
        if (!(truth.EndTime <= command.Report.Ended) || (job.Status != status && (job.Status == JobStatus.Succeeded || !isWarned)))
        {
            yield return $"Command {command.Number} tells that job {job.JobId} ended as {job.Status}, but it is {truth.Status} and {failed} of {truth.SubJobs.Count} failed.";
        }
    }

    private static IEnumerable<string> Busy(ChaosEvidence evidence, ActionCommand command)
    {
        foreach (CommandError error in command.Report.Errors.Where(e => e.Exception is WorkspaceException { Code: WorkspaceException.ResourceBusy }))
        {
            ExecutedOperation? line = evidence.Ledger.FirstOrDefault(l => error.Exception.Message.Contains(l.JobId!, StringComparison.Ordinal));
            if (line is null || line.Type != command.Type || !(line.Time <= command.Report.Ended) || evidence.Jobs[line.JobId!].EndTime < command.Report.Began)
            {
                yield return $"Command {command.Number} tells of a running job that there is not: {error.Exception.Message}";
            }
        }
    }

    private static IEnumerable<string> CarriedOut(ChaosEvidence evidence, ActionCommand command) =>
        from error in command.Report.Errors
        where error.Exception.Message.Contains("it was carried out, or need not be", StringComparison.Ordinal)
        from target in error.Targets
        where !evidence.Ledger.Any(line => line.Type == command.Type && (target == line.PoolId || line.DesktopIds.Contains(target)))
            && !(command is InstallCommand && HasAgent(evidence, target))
        select $"Command {command.Number} says that something was carried out on {target}, or need not be: {error.Exception.Message}";

    // One that is gone may have had it.
    private static bool HasAgent(ChaosEvidence evidence, string desktopId) =>
        evidence.Desktops.FirstOrDefault(desktop => desktop.DesktopId == desktopId)?.AgentInstalled != false;

    private static IEnumerable<string> Images(ChaosEvidence evidence, CaptureCommand command) =>
        from told in command.Images
        where !evidence.Images.Any(image => image.ImageId == told.Value.ImageId && image.Name == told.Value.Name && image.Type == "private")
        select $"Command {command.Number} tells of image {told.Value.ImageId} {told.Value.Name}, which there is not.";

    private static IEnumerable<string> Skipped(RebuildCommand command) =>
        from skipped in command.Skipped
        where !skipped.IsTrue
        select $"Command {command.Number} skipped pool {skipped.PoolId}, which has another image or desktops that have.";
}
