using System.Linq;
using System.Management.Automation;
using Workspace.Commands.Shell;
using Workspace.Jobs;

namespace Workspace.Commands;

/// <summary>Tells how a job failed.</summary>
internal static class JobErrors
{
    /// <summary>The error of a job that failed, naming every desktop with its code and reason.</summary>
    public static ErrorRecord Failed(Job job)
    {
        SubJob[] failed = [.. job.SubJobs.Where(part => part.Status?.ToUpperInvariant() is "FAILED" or "FAIL")];
        string desktops = string.Join("; ", failed
            .GroupBy(part => $"{part.FailReason} ({part.ErrorCode})")
            .Select(reason => $"{reason.Key}: {string.Join(", ", reason.Select(part => part.DesktopName ?? part.DesktopId ?? part.SubJobId))}"));
        string what = failed.Length == 0
            ? $"{job.FailReason ?? "the service gives no reason"} ({job.ErrorCode ?? job.RawStatus})"
            : $"{failed.Length} of {job.SubJobs.Length} desktops failed. {desktops}";
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
