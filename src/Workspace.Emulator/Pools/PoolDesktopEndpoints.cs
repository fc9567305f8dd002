using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using Workspace.Emulator.Desktops;
using Workspace.Emulator.Http;

namespace Workspace.Emulator.Pools;

/// <summary>GET /desktop-pools/{pool_id}/desktops: a pool's desktops, and which of them did not follow it.</summary>
internal sealed class PoolDesktopEndpoints(TenantState state) : IEndpoints
{
    private static readonly PageLimits _pages = new(10, 100, 10_000);

    private readonly DesktopDetails _details = new(state);

    public IEnumerable<Route> Routes => [new("GET", "/v2/{project_id}/desktop-pools/{pool_id}/desktops", List)];

    private Answer List(Call call)
    {
        Pool pool = state.GetPool(call["pool_id"]);
        string? inconsistent = call.Query.Word("inconsistent_type", "PRODUCT_ID", "IMAGE_ID", "DISK_NUM", "DISK_SIZE", "AUTO_ISOLATION");
        DesktopFilter filter = DesktopFilter.OfDetails(call.Query, state.Facilities);

        // Emulated desktops differ from their pool in nothing but the image, and none is isolated.
        filter.Add(inconsistent, (d, type) => type == "IMAGE_ID" && !d.FollowsPool);
        filter.Add(call.Query.Flag("isolated"), (_, isolated) => !isolated);

        JsonObject answer = Page.Of("pool_desktops", call, _pages, InOrder(pool, call.Query), filter.Matches, d => ToJson(d, call));
        bool onDemand = pool.ChargeMode == "1";
        int charged = pool.Desktops.Count(d => d.Image.ProductCode.Length > 0);
        int free = pool.Desktops.Count - charged;
        answer["on_demand_desktops_num"] = onDemand ? pool.Desktops.Count : 0;
        answer["period_desktops_num"] = onDemand ? 0 : pool.Desktops.Count;
        answer["on_demand_free_image_desktops_num"] = onDemand ? free : 0;
        answer["on_demand_charge_image_desktops_num"] = onDemand ? charged : 0;
        answer["period_free_image_desktops_num"] = onDemand ? 0 : free;
        answer["period_charge_image_desktops_num"] = onDemand ? 0 : charged;
        answer["inconsistent_type"] = inconsistent;
        state.Churn.AfterPage(pool, call.Now);
        return answer;
    }

    // Only a sorted list has to look at all desktops of the tenant.
    private IEnumerable<Desktop> InOrder(Pool pool, QueryReader query)
    {
        IEnumerable<Desktop> all = state.Desktops.InOrderOf(query);
        return ReferenceEquals(all, state.Desktops.All) ? pool.Desktops : all.Where(d => d.Pool == pool);
    }

    private JsonObject ToJson(Desktop desktop, Call call)
    {
        JsonObject json = _details.ToJson(desktop, call.Now);
        json["inconsistent_types"] = desktop.FollowsPool ? [] : new JsonArray("IMAGE");
        return json;
    }
}
