using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using Workspace.Emulator.Desktops;
using Workspace.Emulator.Http;

namespace Workspace.Emulator.Users;

/// <summary>GET /connect-desktops and POST /desktops/logoff: who is logged on, and who is not any more.</summary>
internal sealed class SessionEndpoints(TenantState state) : IEndpoints
{
    // The service's text allows pages of 2,000, its definition of 1,000.
    private static readonly PageLimits _pages = new(100, 1000, 2000);

    public IEnumerable<Route> Routes =>
    [
        new("GET", "/v2/{project_id}/connect-desktops", List),
        new("POST", "/v2/{project_id}/desktops/logoff", LogOff),
    ];

    private Answer List(Call call)
    {
        HashSet<string>? users = call.Query.Many("user_names");
        string? status = call.Query.Text("connect_status");
        return Page.Of("desktops", call, _pages, state.Desktops.All, Matches, ToJson);

        bool Matches(Desktop desktop) =>
            (users is null || users.Contains(desktop.UserName))
            && (status is null || DesktopFilter.Same(desktop.LoginStatus, status));
    }

    // What no ids mean is documented nowhere, so they are refused.
    private Answer LogOff(Call call)
    {
        BodyReader body = call.ReadBody();
        body.Text("message", 255);
        List<Desktop> desktops = [.. body.RequiredIds("desktop_ids").Select(state.Desktops.Get)];
        foreach (Desktop desktop in desktops)
        {
            state.ChangeAt(state.EndOf(call.Now), () => desktop.LoginStatus = desktop.HasSession ? Desktop.Registered : desktop.LoginStatus);
        }

        state.Jobs.Note("logoff", desktops, call);
        return Answer.Nothing;
    }

    private JsonObject ToJson(Desktop desktop)
    {
        var traits = new DesktopTraits(state.Options.Seed, desktop.Number);
        return new JsonObject
        {
            ["desktop_id"] = desktop.Id,
            ["desktop_name"] = DesktopSummary.NameOf(desktop, state.Quirks),
            ["connect_status"] = desktop.LoginStatus,
            ["attach_users"] = !desktop.HasUser ? [] : new JsonArray(new JsonObject
            {
                ["id"] = traits.UserId,
                ["name"] = desktop.UserName,
                ["user_group"] = DesktopSummary.UserGroupOf(desktop),
                ["type"] = "USER",
            }),
        };
    }
}
