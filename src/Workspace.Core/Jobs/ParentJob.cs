using System;

namespace Workspace.Jobs;

/// <summary>A job as GET /workspace-jobs/{job_id} tells it.</summary>
internal sealed class ParentJob
{
    public string? Id { get; set; }

    public string? JobType { get; set; }

    public DateTime? BeginTime { get; set; }

    public DateTime? EndTime { get; set; }

    public string? Status { get; set; }

    public string? JobErrorCode { get; set; }

    public string? FailReason { get; set; }

    public int? SubJobsTotal { get; set; }

    public SubJob[]? SubJobs { get; set; }
}
