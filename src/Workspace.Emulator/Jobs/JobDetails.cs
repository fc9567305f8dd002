using System;
using System.Linq;
using System.Text.Json.Nodes;
using Workspace.Emulator.Desktops;
using Workspace.Emulator.Http;

namespace Workspace.Emulator.Jobs;

/// <summary>Spells out jobs and sub-jobs. Their times say nothing of a zone.</summary>
internal sealed class JobDetails(TenantState state)
{
    public JsonObject ToJson(Job job, DateTimeOffset now)
    {
        string status = job.StatusAt(now);
        JobFailure? failure = status == JobState.Fail ? job.SubJobs[0].Failure : null;
        bool hidden = IsTooNew(job, now) || (job.PoolId is not null && state.Quirks.PoolJobsHideSubJobs);
        return new JsonObject
        {
            ["id"] = job.Id,
            ["job_type"] = job.Type,
            ["begin_time"] = Times.Plain(job.Begin),
            ["end_time"] = job.HasEnded(now) ? Times.Plain(job.End) : null,
            ["status"] = status,
            ["job_error_code"] = failure?.Code,
            ["fail_reason"] = failure?.Reason,
            ["sub_jobs_total"] = job.SubJobs.Count,
            ["sub_jobs"] = hidden ? [] : new JsonArray([.. job.SubJobs.Select(s => ToJson(s, now))]),
        };
    }

    public JsonObject ToJson(SubJob subJob, DateTimeOffset now)
    {
        Desktop desktop = subJob.Desktop;
        string name = DesktopSummary.NameOf(desktop, state.Quirks);
        JobFailure? failure = subJob.HasEnded(now) ? subJob.Failure : null;
        return new JsonObject
        {
            ["id"] = subJob.Id,
            ["job_id"] = subJob.Job.Id,
            ["job_type"] = subJob.Job.Type,
            ["begin_time"] = Times.Plain(subJob.Job.Begin),
            ["end_time"] = subJob.HasEnded(now) ? Times.Plain(subJob.End) : null,
            ["status"] = subJob.StatusAt(now),
            ["error_code"] = failure?.Code,
            ["fail_reason"] = failure?.Reason,
            ["host"] = string.Empty,
            ["project_id"] = state.ProjectId,
            ["process"] = subJob.ProcessAt(now),
            ["attach_user"] = desktop.UserName,
            ["entity"] = desktop.Id,
            ["ip_address"] = desktop.IPAddress,
            ["entities"] = new JsonObject
            {
                ["desktop_id"] = desktop.Id,
                ["product_id"] = Facilities.ProductId,
                ["user_name"] = desktop.UserName,
                ["desktop_name"] = name,
                ["ip_address"] = desktop.IPAddress,
            },
        };
    }

    /// <summary>Whether a job's sub-jobs do not exist yet.</summary>
    public bool IsTooNew(Job job, DateTimeOffset now) => now < job.Begin.AddSeconds(state.Quirks.SubJobDelaySeconds);
}
