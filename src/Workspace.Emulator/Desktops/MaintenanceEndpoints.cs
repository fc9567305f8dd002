using System.Collections.Generic;
using System.Linq;
using Workspace.Emulator.Http;

namespace Workspace.Emulator.Desktops;

/// <summary>PUT /desktops/maintenance-mode.</summary>
internal sealed class MaintenanceEndpoints(TenantState state) : IEndpoints
{
    public IEnumerable<Route> Routes => [new("PUT", "/v2/{project_id}/desktops/maintenance-mode", Set)];

    private Answer Set(Call call)
    {
        BodyReader body = call.ReadBody();
        bool mode = body.RequiredFlag("in_maintenance_mode");
        List<Desktop> desktops = [.. body.RequiredIds("desktop_ids").Select(state.Desktops.Get)];
        foreach (Desktop desktop in desktops)
        {
            desktop.InMaintenanceMode = mode;
        }

        state.Jobs.Note("maintenance-mode", desktops, call);
        return Answer.Nothing;
    }
}
