using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using Workspace.Emulator.Desktops;
using Workspace.Emulator.Http;
using Workspace.Emulator.Jobs;

namespace Workspace.Emulator.Agents;

/// <summary>POST and GET /desktops/agents: the monitoring agent, where it is, and how far its installation is.</summary>
internal sealed class AgentEndpoints(TenantState state) : IEndpoints
{
    // The service names no standard size for this list.
    private static readonly PageLimits _pages = new(100, 100);

    public IEnumerable<Route> Routes =>
    [
        new("POST", "/v2/{project_id}/desktops/agents", Install),
        new("GET", "/v2/{project_id}/desktops/agents", List),
    ];

    private Answer Install(Call call)
    {
        List<Desktop> desktops = [.. call.ReadBody().RequiredIds("desktop_ids").Select(Get)];
        if (desktops.FirstOrDefault(d => d.AgentInstallation?.HasEnded(call.Now) == false) is { } busy)
        {
            throw ServiceRefusal.Conflict($"the status of instance {busy.Id} denies the operation.");
        }

        Job job = state.Jobs.Start(JobType.InstallAgents, null, desktops, call, Finish);
        foreach (SubJob subJob in job.SubJobs)
        {
            subJob.Desktop.AgentInstallation = subJob;
        }

        return new JsonObject { ["job_id"] = job.Id };
    }

    // Not 404, which this operation does not have: one unknown desktop refuses the whole batch.
    private Desktop Get(string id) =>
        state.Desktops.Find(id) ?? throw ServiceRefusal.BadRequest($"desktop_ids: the desktop {id} does not exist.");

    private static void Finish(SubJob ended) => ended.Desktop.AgentInstalled |= ended.Failure is null;

    private Answer List(Call call)
    {
        string? enterpriseProject = call.Query.Text("enterprise_project_id");
        string? id = call.Query.Text("desktop_id");
        string? name = call.Query.Text("desktop_name");
        string? status = call.Query.Text("status");
        string? address = call.Query.Text("ip_address");
        string? pool = call.Query.Text("desktop_pool_id");
        bool? installed = call.Query.Flag("is_installed");
        JsonObject answer = Page.Of("agents_condition", call, _pages, state.Desktops.NamedBy(call.Query), Matches, d => ToJson(d, call.Now));
        state.Churn.AfterPage(null, call.Now);
        return answer;

        bool Matches(Desktop desktop) =>
            (enterpriseProject is null || DesktopFilter.Same(desktop.EnterpriseProjectId, enterpriseProject))
            && (id is null || DesktopFilter.Same(desktop.Id, id))
            && (name is null || DesktopFilter.Contains(desktop.Name, name))
            && (status is null || DesktopFilter.Same(desktop.Status, status))
            && (address is null || DesktopFilter.Contains(desktop.IPAddress, address))
            && (pool is null || (desktop.Pool is not null && DesktopFilter.Same(desktop.Pool.Id, pool)))
            && (installed is null || desktop.AgentInstalled == installed);
    }

    private JsonObject ToJson(Desktop desktop, DateTimeOffset now)
    {
        var json = new JsonObject
        {
            ["desktop_id"] = desktop.Id,
            ["desktop_name"] = DesktopSummary.NameOf(desktop, state.Quirks),
            ["desktop_pool_id"] = desktop.Pool?.Id,
            ["status"] = desktop.Status,
            ["task_status"] = desktop.TaskStatusAt(now),
            ["ip_address"] = desktop.IPAddress,
            ["enterprise_project_id"] = desktop.EnterpriseProjectId,
            ["agent_info"] = new JsonArray(new JsonObject
            {
                ["agent_name"] = "telescope",
                ["agent_version"] = desktop.AgentInstalled ? "2.7.5" : string.Empty,
                ["is_installed"] = desktop.AgentInstalled,
            }),
        };
        int? process = desktop.AgentInstallation is { } installation && !installation.HasEnded(now) ? installation.ProcessAt(now) : null;
        if (process is not null || !state.Quirks.OmitProcess)
        {
            json["process"] = process;
        }

        return json;
    }
}
