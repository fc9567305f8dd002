using System.Collections.Generic;
using System.Text.Json.Nodes;
using Workspace.Emulator.Http;

namespace Workspace.Emulator.Iam;

/// <summary>GET /workspaces: whether the tenant has subscribed to the service. It answers those who have not, too.</summary>
internal sealed class SubscriptionEndpoints(TenantState state) : IEndpoints
{
    public IEnumerable<Route> Routes => [new("GET", "/v2/{project_id}/workspaces", Show) { WithoutSubscription = true }];

    private Answer Show(Call call) => new JsonObject
    {
        ["status"] = state.Quirks.ServiceNotSubscribed ? "CLOSED" : "SUBSCRIBED",
        ["is_authorized_install_agent"] = false,
    };
}
