using System.Collections.Generic;
using System.Text.Json.Nodes;
using Workspace.Emulator.Http;

namespace Workspace.Emulator.Desktops;

/// <summary>GET /desktops, /desktops/detail and /desktops/{desktop_id}.</summary>
internal sealed class DesktopEndpoints(TenantState state) : IEndpoints
{
    private static readonly PageLimits _summaryPages = new(1000, 1000);
    private static readonly PageLimits _detailPages = new(500, 500);

    private readonly DesktopSummary _summary = new(state);
    private readonly DesktopDetails _details = new(state);

    public IEnumerable<Route> Routes =>
    [
        new("GET", "/v2/{project_id}/desktops", ListSummaries),
        new("GET", "/v2/{project_id}/desktops/detail", ListDetails),
        new("GET", "/v2/{project_id}/desktops/{desktop_id}", Show),
    ];

    private Answer ListSummaries(Call call)
    {
        DesktopFilter filter = DesktopFilter.OfSummaries(call.Query, state.Facilities);
        return AndChurn(call, Page.Of("desktops", call, _summaryPages, state.Desktops.NamedBy(call.Query), filter.Matches, d => _summary.ToJson(d, call.Now)));
    }

    private Answer ListDetails(Call call)
    {
        DesktopFilter filter = DesktopFilter.OfDetails(call.Query, state.Facilities);
        IEnumerable<Desktop> desktops = state.Desktops.InOrderOf(call.Query);
        return AndChurn(call, Page.OfSpelled("desktops", call, _detailPages, desktops, filter.Test, d => _details.Spell(d, call.Now)));
    }

    private Answer AndChurn(Call call, Answer page)
    {
        state.Churn.AfterPage(null, call.Now);
        return page;
    }

    private Answer Show(Call call)
    {
        JsonObject desktop = _details.ToJson(state.Desktops.Get(call["desktop_id"]), call.Now);

        // Only here are they filled in.
        desktop["security_groups"] = state.Facilities.SecurityGroups();
        return new JsonObject { ["desktop"] = state.Quirks.DesktopAsArray ? new JsonArray(desktop) : desktop };
    }
}
