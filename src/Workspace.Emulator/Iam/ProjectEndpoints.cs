using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using Workspace.Emulator.Http;

namespace Workspace.Emulator.Iam;

/// <summary>GET /v3/projects: which projects the account has.</summary>
internal sealed class ProjectEndpoints(TenantState state) : IEndpoints
{
    private const string Address = "https://iam.emulator.example/v3/projects";

    public IEnumerable<Route> Routes => [new("GET", "/v3/projects", List)];

    private Answer List(Call call)
    {
        if (state.Quirks.ProjectListForbidden)
        {
            throw IamRefusal.Forbidden();
        }

        string? name = call.Query.Text("name");
        return new JsonObject
        {
            ["links"] = new JsonObject { ["self"] = Address, ["previous"] = null, ["next"] = null },
            ["projects"] = new JsonArray([.. Project.Of(state).Where(p => name is null || p.Name == name).Select(ToJson)]),
        };
    }

    private JsonObject ToJson(Project project) => new()
    {
        ["id"] = project.Id,
        ["name"] = project.Name,
        ["domain_id"] = state.DomainId,
        ["parent_id"] = state.DomainId,
        ["enabled"] = true,
        ["is_domain"] = false,
        ["description"] = string.Empty,
        ["links"] = new JsonObject { ["self"] = Address + "/" + project.Id },
    };
}
