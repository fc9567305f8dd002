using System.Collections.Generic;
using System.Linq;
using Workspace.Emulator.Http;

namespace Workspace.Emulator.Jobs;

/// <summary>GET /workspace-jobs/{job_id} and /workspace-sub-jobs.</summary>
internal sealed class JobEndpoints(TenantState state) : IEndpoints
{
    private static readonly PageLimits _pages = new(1000, 1000);

    private readonly JobDetails _details = new(state);

    public IEnumerable<Route> Routes =>
    [
        new("GET", "/v2/{project_id}/workspace-jobs/{job_id}", Show),
        new("GET", "/v2/{project_id}/workspace-sub-jobs", List),
    ];

    private Answer Show(Call call)
    {
        Job job = state.Jobs.Find(call["job_id"]) ?? throw ServiceRefusal.NotFound($"The job {call["job_id"]} does not exist.");
        return _details.ToJson(job, call.Now);
    }

    private Answer List(Call call)
    {
        string? id = call.Query.Text("job_id");
        string? type = call.Query.Text("job_type");
        string? pool = call.Query.Text("desktop_pool_id");
        HashSet<string>? states = call.Query.Many("status");
        IEnumerable<SubJob> subJobs = state.Jobs.All.Where(IsAskedFor).SelectMany(j => j.SubJobs);
        return Page.Of("jobs", call, _pages, subJobs, s => states?.Contains(s.StatusAt(call.Now)) != false, s => _details.ToJson(s, call.Now));

        bool IsAskedFor(Job job) =>
            (id is null || job.Id == id)
            && (type is null || job.Type == type)
            && (pool is null ? job.PoolId is null || !state.Quirks.PoolSubJobsNeedPoolId : job.PoolId == pool)
            && !_details.IsTooNew(job, call.Now);
    }
}
