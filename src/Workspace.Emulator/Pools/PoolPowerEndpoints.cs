using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using Workspace.Emulator.Desktops;
using Workspace.Emulator.Http;
using Workspace.Emulator.Jobs;

namespace Workspace.Emulator.Pools;

/// <summary>POST /desktop-pools/{pool_id}/action: a job over those of the pool's desktops for which it can be done.</summary>
internal sealed class PoolPowerEndpoints(TenantState state) : IEndpoints
{
    public IEnumerable<Route> Routes => [new("POST", "/v2/{project_id}/desktop-pools/{pool_id}/action", Run)];

    private Answer Run(Call call)
    {
        Pool pool = state.GetPool(call["pool_id"]);
        PowerOrder order = PowerOrder.Parse(call.ReadBody(), "hibernate");
        if (pool.IsBusy(call.Now))
        {
            throw ServiceRefusal.Conflict($"the status of instance {pool.Id} denies the operation.");
        }

        TimeSpan lag = TimeSpan.FromSeconds(state.Quirks.StateLagSeconds);
        List<Desktop> desktops = [.. pool.Desktops.Where(order.Fits)];
        Job job = state.Jobs.Start(JobType.PoolAction, pool.Id, desktops, call, Finish, d => d.IsWorkedOn(call.Now) ? JobFailure.Denied(d.Id) : null);
        foreach (SubJob subJob in job.SubJobs.Where(s => !s.Desktop.IsWorkedOn(call.Now)))
        {
            subJob.Desktop.Power = new PowerChange(order.Task, call.Now, subJob.End, lag);
        }

        return new JsonObject { ["job_id"] = job.Id };

        void Finish(SubJob ended)
        {
            if (ended.Failure is null)
            {
                state.ChangeAt(ended.Desktop.Power!.Settled, () => order.Apply(ended.Desktop));
            }
        }
    }
}
