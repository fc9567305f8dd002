using System.Linq;
using System.Text.Json.Serialization;

namespace Workspace.Agents;

/// <summary>Whether a desktop has the monitoring agent (GET /desktops/agents).</summary>
public sealed class AgentState
{
    /// <summary>The desktop's id.</summary>
    public string? DesktopId { get; set; }

    /// <summary>The desktop's name.</summary>
    public string? DesktopName { get; set; }

    /// <summary>The id of the desktop's pool, or null.</summary>
    [JsonPropertyName("desktop_pool_id")]
    public string? PoolId { get; set; }

    /// <summary>Every agent of the desktop is installed, and there is one.</summary>
    [JsonIgnore]
    public bool IsInstalled => Agents is { Length: > 0 } agents && agents.All(agent => agent is { IsInstalled: true });

    /// <summary>The running installation's progress, 0 to 100 per cent, or null when there is none.</summary>
    [JsonPropertyName("process")]
    public int? Progress { get; set; }

    /// <summary>The agents.</summary>
    [JsonPropertyName("agent_info")]
    public Agent[]? Agents { get; set; }

    /// <summary>The desktop's status: ACTIVE, SHUTOFF, ERROR or HIBERNATED.</summary>
    public string? Status { get; set; }

    /// <summary>What is being done to the desktop; empty when nothing is.</summary>
    public string? TaskStatus { get; set; }

    /// <summary>The desktop's address.</summary>
    [JsonPropertyName("ip_address")]
    public string? IPAddress { get; set; }

    /// <summary>The enterprise project's id.</summary>
    public string? EnterpriseProjectId { get; set; }
}
