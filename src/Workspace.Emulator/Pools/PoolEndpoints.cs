using System.Collections.Generic;
using System.Text.Json.Nodes;
using Workspace.Emulator.Desktops;
using Workspace.Emulator.Http;

namespace Workspace.Emulator.Pools;

/// <summary>GET /desktop-pools, /desktop-pools/{pool_id} and its inconsistent-statics.</summary>
internal sealed class PoolEndpoints(TenantState state) : IEndpoints
{
    private static readonly PageLimits _pages = new(1000, 1000, 20_000);

    private readonly PoolDetails _details = new(state);

    public IEnumerable<Route> Routes =>
    [
        new("GET", "/v2/{project_id}/desktop-pools", List),
        new("GET", "/v2/{project_id}/desktop-pools/{pool_id}", Show),
        new("GET", "/v2/{project_id}/desktop-pools/{pool_id}/inconsistent-statics", CountInconsistent),
    ];

    private Answer List(Call call)
    {
        string? name = call.Query.Text("name");
        string? type = call.Query.Word("type", "DYNAMIC", "STATIC");
        string? enterpriseProject = call.Query.Text("enterprise_project_id");
        bool? inMaintenance = call.Query.Flag("in_maintenance_mode");
        return Page.Of("desktop_pools", call, _pages, state.Pools, Matches, p => _details.ToJson(p, call.Now));

        bool Matches(Pool pool) =>
            (name is null || DesktopFilter.Contains(pool.Name, name))
            && (type is null || pool.Type == type)
            && (enterpriseProject is null || DesktopFilter.Same(pool.EnterpriseProjectId, enterpriseProject))
            && inMaintenance != true;
    }

    // Unlike a desktop, a pool comes without an envelope.
    private Answer Show(Call call) => _details.ToJson(state.GetPool(call["pool_id"]), call.Now);

    private Answer CountInconsistent(Call call) => new JsonObject
    {
        ["product_id"] = 0,
        ["image_id"] = state.GetPool(call["pool_id"]).CountInconsistent(),
        ["disk_num"] = 0,
        ["disk_size"] = 0,
    };
}
