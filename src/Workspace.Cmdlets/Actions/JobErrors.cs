using System.Linq;
using System.Management.Automation;
using Workspace.Commands.Infrastructure;
using Workspace.Jobs;

namespace Workspace.Commands;

/// <summary>Tells how a job failed.</summary>
internal static class JobErrors
{
    private const int MostReasons = 5;

    /// <summary>The error of a job that has ended and did not succeed, as far as is known; null for one that did.</summary>
    public static ErrorRecord? Find(Job job) => job.Status switch
    {
        JobStatus.Failed or JobStatus.PartlyFailed => Failed(job),
        JobStatus.Unknown => Unknown(job),
        _ => null,
    };

    private static ErrorRecord Unknown(Job job)
    {
        string next = $"Get-WsJob -JobId {job.JobId} -PoolId " + (job.PoolId ?? "<pool>");
        return new WorkspaceException(
            WorkspaceException.HiddenSubJobs,
            $"Job {job.JobId} ({job.Type}) has ended, but the service shows {job.SubJobs.Length} of its sub-jobs and keeps the others back: whether one of them failed is not known. The sub-jobs of a pool's job may show only with the pool: {next}.")
            .ToErrorRecord(WorkspaceException.HiddenSubJobs, ErrorCategory.InvalidResult, job, $"Run: {next}");
    }

    /// <summary>The error of a job that failed, with the reasons and the first desktops of each.</summary>
    private static ErrorRecord Failed(Job job)
    {
        SubJob[] failed = [.. job.SubJobs.Where(part => part.HasFailed())];
        IGrouping<string, SubJob>[] reasons = [.. failed.GroupBy(part => $"{part.FailReason} ({part.ErrorCode})")];
        string desktops = string.Join("; ", reasons
            .Take(MostReasons)
            .Select(reason => $"{reason.Key}: {NameList.Of([.. reason.Select(part => part.DesktopName ?? part.DesktopId ?? part.SubJobId)])}"));
        string what = failed.Length == 0
            ? $"{job.FailReason ?? "the service gives no reason"} ({job.ErrorCode ?? job.RawStatus})"
            : $"{failed.Length} of {job.SubJobs.Length} desktops failed. {desktops}{(reasons.Length > MostReasons ? $"; and {reasons.Length - MostReasons} more reasons" : "")}";
        return new WorkspaceException(job.ErrorCode ?? "WsJobFailed", $"Job {job.JobId} ({job.Type}) {(job.Status == JobStatus.Failed ? "failed" : "failed partly")}: {what}")
            .ToErrorRecord(
                job.ErrorCode ?? "WsJobFailed",
                ErrorCategory.InvalidResult,
                job,
                job.Type != Job.PoolRebuildType || job.PoolId is null
                    ? "Mend what the reasons name, and run the action again for these desktops."
                    : $"Mend what the reasons name; Get-WsPoolDesktop -PoolId {job.PoolId} -Inconsistent Image lists the desktops to rebuild again.");
    }
}
