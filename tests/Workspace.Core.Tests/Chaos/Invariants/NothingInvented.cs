using System;
using System.Collections.Generic;
using System.Linq;
using Workspace.Emulator.Jobs;
using Workspace.Jobs;
using Workspace.Tests.Chaos.Commands;

namespace Workspace.Tests.Chaos.Invariants;

/// <summary>Nothing is reported as started, taken over, skipped, busy, not begun, reached or succeeded that is not so.</summary>
internal sealed class NothingInvented : IInvariant
{
    public IEnumerable<string> Violations(ChaosEvidence evidence) =>
        evidence.Commands.OfType<ActionCommand>().SelectMany(command =>
            command.Report.Started.SelectMany(started => Started(evidence, command, started))
                .Concat(command.Report.Jobs.Where(told => told.Job.JobId is not null).SelectMany(told => Returned(evidence, command, told.Job, told.Time)))
                .Concat(command.Report.Errors.SelectMany(error => Error(evidence, command, error)))
                .Concat(Desktops(evidence, command))
                .Concat(command.Skipped.Where(skipped => !skipped.IsTrue).Select(skipped => $"Command {command.Number} skipped {skipped.Target}, which is not as it was to be."))
                .Concat(command.Reached.Where(reached => !reached.IsTrue).Select(reached => $"Command {command.Number} tells that {reached.Target} is as it was to be, which it is not.")));

    private static IEnumerable<string> Started(ChaosEvidence evidence, ActionCommand command, JobReference started)
    {
        ExecutedOperation? line = evidence.Ledger.SingleOrDefault(l => l.JobId == started.JobId);
        if (line is null || !command.Includes(line))
        {
            yield return $"Command {command.Number} tells of job {started.JobId}, which is none of {command.Type}.";
        }
        else if (line.PoolId != started.PoolId || !ChaosEvidence.TargetsOf(line).All(command.Targets.Contains))
        {
            yield return $"Command {command.Number} tells of job {started.JobId}, which works on something else.";
        }
        else if (ChaosEvidence.CommandOf(line.Request) != command.Number && !CameLate(evidence, line) && !IsTakenOver(evidence, command, line))
        {
            yield return $"Command {command.Number} tells of job {started.JobId}, which command {ChaosEvidence.CommandOf(line.Request)} started.";
        }
    }

    // A request that reached the service only when its command had ended cannot be told from one of the next command.
    private static bool CameLate(ChaosEvidence evidence, ExecutedOperation line) =>
        line.Time > evidence.Commands[ChaosEvidence.CommandOf(line.Request) - 1].Report.Ended;

    // A rollout that is run again goes on with a job that rebuilds the same pool with the same image, and says so.
    private static bool IsTakenOver(ChaosEvidence evidence, ActionCommand command, ExecutedOperation line) =>
        command is PoolRebuildCommand { Settings.Wait: true } rebuild
        && line.Request.BodyText.Contains(rebuild.ImageId, StringComparison.Ordinal)
        && !(evidence.Jobs[line.JobId!].EndTime < command.Report.Began)
        && command.Report.Warnings.Any(warning => warning.Contains($"Job {line.JobId} ", StringComparison.Ordinal) && warning.Contains("already: going on with that", StringComparison.Ordinal));

    private static IEnumerable<string> Returned(ChaosEvidence evidence, ActionCommand command, Job job, DateTimeOffset time)
    {
        if (!command.Report.Started.Any(started => started.JobId == job.JobId))
        {
            yield return $"Command {command.Number} returns job {job.JobId}, which was not told when it started.";
        }
        else if (job.HasEnded())
        {
            EmulatedJob truth = evidence.Jobs[job.JobId!];
            int failed = truth.SubJobs.Count(part => part.Status == "FAILED");
            string status = failed == 0 ? JobStatus.Succeeded : failed == truth.SubJobs.Count ? JobStatus.Failed : JobStatus.PartlyFailed;
            if (!(truth.EndTime <= time) || (job.Status != status && (job.Status == JobStatus.Succeeded || !job.HasHiddenSubJobs())))
            {
                yield return $"Command {command.Number} tells that job {job.JobId} ended as {job.Status}, but it is {truth.Status} and {failed} of {truth.SubJobs.Count} failed.";
            }
        }

        ExecutedOperation? line = evidence.Ledger.FirstOrDefault(l => l.JobId == job.JobId);
        if (line is not null && job.DesktopId.Length > 0 && !job.HasHiddenSubJobs() && !line.DesktopIds.All(job.DesktopId.Contains))
        {
            yield return $"Command {command.Number} returns job {job.JobId} with other desktops than it works on.";
        }

        if (command is CaptureCommand && job is { Status: JobStatus.Succeeded, ImageId: { } imageId }
            && !evidence.Images.Any(image => image.ImageId == imageId && image.Name == job.NewImageName && image.Type == "private"))
        {
            yield return $"Command {command.Number} tells of image {imageId} {job.NewImageName}, which there is not.";
        }
    }

    private static IEnumerable<string> Error(ChaosEvidence evidence, ActionCommand command, CommandError error)
    {
        bool isInvented = error.Code switch
        {
            WorkspaceException.ResourceBusy => !evidence.Ledger.Any(line => command.Includes(line)
                && (error.Names(line.JobId!) || (error.Exception.Message.Contains("no job of it is listed", StringComparison.Ordinal) && error.Names(line.PoolId!)))
                && line.Time <= error.Time
                && (!(evidence.Jobs[line.JobId!].EndTime?.AddSeconds(evidence.Plan.Options.Quirks.StateLagSeconds) < command.Report.Began) || WasRefused(evidence, command, line.JobId!))),
            WorkspaceException.NotStarted => evidence.OperationsOf(command).Any(line => ChaosEvidence.TargetsOf(line).Any(error.Targets.Contains)),
            WorkspaceException.AmbiguousOutcome when error.Exception.Message.Contains("it was carried out, or need not be", StringComparison.Ordinal) =>
                !error.Targets.Any(target => evidence.Ledger.Any(line => target == line.PoolId || line.DesktopIds.Contains(target)) || HasAgent(evidence, command, target)),
            _ => false,
        };
        return isInvented ? [$"Command {command.Number} tells what is not so of {string.Join(", ", error.Targets)}: {error.Exception.Message}"] : [];
    }

    // A job of the connection that the service claims not to know may not show yet.
    private static bool WasRefused(ChaosEvidence evidence, ActionCommand command, string jobId) => evidence.Requests.Any(request =>
        ChaosEvidence.CommandOf(request) == command.Number && request.Status == 404 && request.Path.EndsWith($"/workspace-jobs/{jobId}", StringComparison.Ordinal));

    // One that is gone may have had it.
    private static bool HasAgent(ChaosEvidence evidence, ActionCommand command, string desktopId) =>
        command is InstallCommand && evidence.Desktops.FirstOrDefault(desktop => desktop.DesktopId == desktopId)?.AgentInstalled != false;

    private static IEnumerable<string> Desktops(ChaosEvidence evidence, ActionCommand command) =>
        from id in command.Report.Desktops
        where !command.Skipped.Any(skipped => skipped.Target == id)
            && !evidence.Ledger.Any(line => (line.DesktopIds.Contains(id) || line.Type == command.Type) && line.Time <= command.Report.Ended)
        select $"Command {command.Number} tells that {id} was changed, which it was not.";
}
