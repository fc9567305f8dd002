using System;
using System.Collections.Generic;
using System.Linq;

namespace Workspace.Jobs;

/// <summary>An action that the service carries out, with its parts: the two that the service keeps apart, in one.</summary>
public sealed class Job
{
    private int _subJobsTotal;

    /// <summary>The type of a capture's job.</summary>
    public const string ImageCaptureType = "desktopToImage";

    /// <summary>The type of a pool rebuild's job.</summary>
    public const string PoolRebuildType = "rebuildDesktopPool";

    /// <summary>The type of the job of a rebuild of single desktops.</summary>
    public const string DesktopRebuildType = "rebuildDesktops";

    /// <summary>The job's id; null for one that was skipped.</summary>
    public string? JobId { get; internal set; }

    /// <summary>What it does, such as desktopToImage or rebuildDesktopPool.</summary>
    public string? Type { get; internal set; }

    /// <summary>Waiting, Running, Succeeded, PartlyFailed, Failed, Skipped, or Unknown where the service does not show all sub-jobs of a job that has ended.</summary>
    public string Status { get; internal set; } = JobStatus.Waiting;

    /// <summary>The service's own word for the job's status, or null where only its sub-jobs are known.</summary>
    public string? RawStatus { get; internal set; }

    /// <summary>The progress over all sub-jobs, 0 to 100 per cent.</summary>
    public int Progress { get; internal set; }

    /// <summary>The pool's id, or null.</summary>
    public string? PoolId { get; set; }

    /// <summary>The desktops' ids.</summary>
    public string[] DesktopId { get; set; } = [];

    /// <summary>The id of the image that the job made or uses, where that is known.</summary>
    public string? ImageId { get; set; }

    /// <summary>
    /// The name of the image that a capture makes, where that is known: the service tells it neither with the job nor after it.
    /// Not called ImageName, so that a job piped on does not name another image.
    /// </summary>
    public string? NewImageName { get; set; }

    /// <summary>When it began. The service names no zone; it is taken for UTC.</summary>
    public DateTime? BeginTime { get; internal set; }

    /// <summary>When it ended. The service names no zone; it is taken for UTC.</summary>
    public DateTime? EndTime { get; internal set; }

    /// <summary>The service's code of a failure.</summary>
    public string? ErrorCode { get; internal set; }

    /// <summary>Why it failed.</summary>
    public string? FailReason { get; internal set; }

    /// <summary>Its parts, one for each desktop.</summary>
    public SubJob[] SubJobs { get; internal set; } = [];

    /// <summary>The job changes no more. A method, so that it does not stand among the members of a table.</summary>
    /// <returns>Whether it is over.</returns>
    public bool HasEnded() => JobStatus.IsFinal(Status);

    /// <summary>The job has ended, and did not succeed as far as is known.</summary>
    /// <returns>Whether it is so.</returns>
    public bool HasFailed() => Status is JobStatus.Failed or JobStatus.PartlyFailed or JobStatus.Unknown;

    /// <summary>The service keeps sub-jobs back, so that a failed one would not be seen: those of a pool's job show only to who names the pool.</summary>
    /// <returns>Whether there are such.</returns>
    public bool HasHiddenSubJobs() => SubJobs.Length < _subJobsTotal;

    /// <summary>A job that an action was answered with and of which nothing more is known yet.</summary>
    /// <param name="jobId">The job's id.</param>
    /// <param name="type">What it does.</param>
    /// <returns>A waiting job.</returns>
    public static Job Started(string jobId, string? type) => new() { JobId = jobId, Type = type };

    /// <summary>A job in place of an action that had nothing to do.</summary>
    /// <param name="type">What it would have done; null where the service documents no type for it.</param>
    /// <param name="reason">Why there was nothing to do.</param>
    /// <returns>A skipped job, without an id.</returns>
    public static Job NotNeeded(string? type, string reason) => new() { Type = type, Status = JobStatus.Skipped, Progress = 100, FailReason = reason };

    /// <summary>The id, so that the object can be given where an id is asked for.</summary>
    /// <returns>The job's id.</returns>
    public override string ToString() => JobId ?? base.ToString()!;

    /// <summary>Brings what the service tells of a job and of its sub-jobs together.</summary>
    internal static Job From(string jobId, ParentJob? parent, IReadOnlyCollection<SubJob> subJobs, string? poolId)
    {
        string[] states = [.. subJobs.Select(s => JobStatus.FromService(s.Status))];
        int hidden = Math.Max(0, (parent?.SubJobsTotal ?? 0) - subJobs.Count);
        string status = Merge(parent is null ? null : JobStatus.FromService(parent.Status), states, hidden > 0);
        SubJob? firstFailed = subJobs.FirstOrDefault(s => JobStatus.FromService(s.Status) == JobStatus.Failed);
        return new Job
        {
            JobId = jobId,
            Type = parent?.JobType ?? subJobs.Select(s => s.Type).FirstOrDefault(),
            Status = status,
            RawStatus = parent?.Status,
            Progress = JobStatus.IsFinal(status) ? 100 : Percent(subJobs, states),
            PoolId = poolId,
            DesktopId = [.. subJobs.Select(s => s.DesktopId).OfType<string>()],
            BeginTime = parent?.BeginTime ?? subJobs.Min(s => s.BeginTime),
            EndTime = JobStatus.IsFinal(status) ? parent?.EndTime ?? subJobs.Max(s => s.EndTime) : null,
            ErrorCode = NonEmpty(parent?.JobErrorCode) ?? NonEmpty(firstFailed?.ErrorCode),
            FailReason = NonEmpty(parent?.FailReason) ?? NonEmpty(firstFailed?.FailReason),
            SubJobs = [.. subJobs],
            _subJobsTotal = parent?.SubJobsTotal ?? 0,
        };
    }

    // The parent says when it is over, the sub-jobs how it went: a job that ended with some of both failed partly,
    // whatever its parent says. Of hidden sub-jobs only a parent that failed tells.
    private static string Merge(string? parent, string[] parts, bool someHidden)
    {
        if (parts.Length == 0)
        {
            return someHidden && parent == JobStatus.Succeeded ? JobStatus.Unknown : parent ?? JobStatus.Waiting;
        }

        // A job that failed is over, also for the parts that it never began.
        if ((parent is not null && !JobStatus.IsFinal(parent)) || (parent != JobStatus.Failed && parts.Any(p => !JobStatus.IsFinal(p))))
        {
            return parent is JobStatus.Waiting or null && parts.All(p => p == JobStatus.Waiting) ? JobStatus.Waiting : JobStatus.Running;
        }

        int failed = parts.Count(p => p != JobStatus.Succeeded);
        return (failed == parts.Length && !(someHidden && parent == JobStatus.Succeeded)) || (failed == 0 && parent == JobStatus.Failed) ? JobStatus.Failed
            : failed > 0 ? JobStatus.PartlyFailed
            : someHidden ? JobStatus.Unknown
            : JobStatus.Succeeded;
    }

    private static int Percent(IReadOnlyCollection<SubJob> subJobs, string[] states) => subJobs.Count == 0
        ? 0
        : (int)subJobs.Zip(states, (job, state) => JobStatus.IsFinal(state) ? 100 : Math.Min(Math.Max(job.Progress ?? 0, 0), 100)).Average();

    private static string? NonEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
