using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using Workspace.Emulator.Http;

namespace Workspace.Emulator.Desktops;

/// <summary>POST /sysprep and GET /desktops/{desktop_id}/sysprep: whether Sysprep is there, and what it supports.</summary>
internal sealed class SysprepEndpoints(TenantState state) : IEndpoints
{
    public IEnumerable<Route> Routes =>
    [
        new("POST", "/v2/{project_id}/sysprep", Check),
        new("GET", "/v2/{project_id}/desktops/{desktop_id}/sysprep", Show),
    ];

    private Answer Check(Call call)
    {
        // Without identifiers it means every desktop.
        IEnumerable<Desktop> desktops = call.ReadBody().Ids("desktop_ids") is { } ids ? Known(ids) : state.Desktops.All;
        return new JsonObject { ["sysprep_infos"] = new JsonArray([.. desktops.Select(ToJson)]) };
    }

    private Answer Show(Call call)
    {
        Desktop desktop = state.Desktops.Get(call["desktop_id"]);
        return new JsonObject
        {
            ["sysprep_version"] = desktop.SysprepVersion,
            ["support_create_image"] = desktop.SupportsCreateImage,
        };
    }

    private List<Desktop> Known(IReadOnlyList<string> ids)
    {
        if (state.Quirks.UnknownDesktopIsRefused && ids.FirstOrDefault(id => state.Desktops.Find(id) is null) is { } unknown)
        {
            throw ServiceRefusal.BadRequest($"desktop_ids: the desktop {unknown} does not exist.");
        }

        return [.. ids.Select(state.Desktops.Find).OfType<Desktop>()];
    }

    private static JsonObject ToJson(Desktop desktop) => new()
    {
        ["desktop_id"] = desktop.Id,
        ["sysprep_version"] = desktop.SysprepVersion,
        ["support_hibernate"] = desktop.Image.OSType == "Windows",
        ["support_update_route"] = desktop.SysprepVersion.Length > 0,
    };
}
