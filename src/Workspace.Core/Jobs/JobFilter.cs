using System.Collections.Generic;
using Workspace.Http;

namespace Workspace.Jobs;

/// <summary>Which sub-jobs to list. The service recommends a job's id or a type at least.</summary>
public sealed class JobFilter
{
    /// <summary>The states of what has not ended.</summary>
    internal static readonly string[] UnderWay = ["WAITING", "RUNNING"];

    /// <summary>The job's id.</summary>
    public string? JobId { get; set; }

    /// <summary>The type, such as desktopToImage.</summary>
    public string? Type { get; set; }

    /// <summary>The pool's id. Without it the service leaves the sub-jobs of pools out.</summary>
    public string? PoolId { get; set; }

    /// <summary>WAITING, RUNNING, SUCCESS or FAILED.</summary>
    public IReadOnlyList<string>? Status { get; set; }

    internal Query ToQuery() => new Query()
        .Add("status", Status)
        .Add("job_id", ResourceId.CheckFilter(JobId, nameof(JobId)))
        .Add("job_type", Type)
        .Add("desktop_pool_id", ResourceId.CheckFilter(PoolId, nameof(PoolId)));
}
