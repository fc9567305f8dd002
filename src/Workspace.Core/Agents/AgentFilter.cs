using Workspace.Http;

namespace Workspace.Agents;

/// <summary>Of which desktops to list the agents.</summary>
public sealed class AgentFilter
{
    /// <summary>One desktop's id.</summary>
    public string? DesktopId { get; set; }

    /// <summary>Part of the desktop's name.</summary>
    public string? DesktopName { get; set; }

    /// <summary>The pool's id.</summary>
    public string? PoolId { get; set; }

    /// <summary>The desktop's status.</summary>
    public string? Status { get; set; }

    /// <summary>The desktop's address.</summary>
    public string? IPAddress { get; set; }

    /// <summary>With the agent, or without.</summary>
    public bool? IsInstalled { get; set; }

    /// <summary>The enterprise project's id.</summary>
    public string? EnterpriseProjectId { get; set; }

    internal Query ToQuery() => new Query()
        .Add("enterprise_project_id", EnterpriseProjectId)
        .Add("desktop_id", ResourceId.CheckFilter(DesktopId, nameof(DesktopId)))
        .Add("desktop_name", DesktopName)
        .Add("status", Status)
        .Add("ip_address", IPAddress)
        .Add("is_installed", IsInstalled)
        .Add("desktop_pool_id", ResourceId.CheckFilter(PoolId, nameof(PoolId)));
}
