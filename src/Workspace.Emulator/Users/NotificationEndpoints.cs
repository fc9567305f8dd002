using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using Workspace.Emulator.Desktops;
using Workspace.Emulator.Http;
using Workspace.Emulator.Jobs;
using Workspace.Emulator.Pools;

namespace Workspace.Emulator.Users;

/// <summary>POST /desktops/notifications and /desktop-pools/{pool_id}/notifications: a job each, and nothing else that could be seen.</summary>
internal sealed class NotificationEndpoints(TenantState state) : IEndpoints
{
    public IEnumerable<Route> Routes =>
    [
        new("POST", "/v2/{project_id}/desktops/notifications", Notify),
        new("POST", "/v2/{project_id}/desktop-pools/{pool_id}/notifications", NotifyPool),
    ];

    private Answer Notify(Call call)
    {
        BodyReader body = call.ReadBody();
        List<Desktop> desktops = [.. body.RequiredIds("desktop_ids").Select(state.Desktops.Get)];
        return Start(call, body, null, desktops);
    }

    private Answer NotifyPool(Call call)
    {
        Pool pool = state.GetPool(call["pool_id"]);
        return Start(call, call.ReadBody(), pool.Id, pool.Desktops);
    }

    private Answer Start(Call call, BodyReader body, string? poolId, IReadOnlyList<Desktop> desktops)
    {
        body.RequiredText("notifications", int.MaxValue);
        return new JsonObject { ["job_id"] = state.Jobs.Start(JobType.Notify, poolId, desktops, call, _ => { }).Id };
    }
}
