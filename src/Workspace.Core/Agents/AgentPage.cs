using System.Text.Json.Serialization;
using Workspace.Http;

namespace Workspace.Agents;

/// <summary>The envelope of GET /desktops/agents.</summary>
internal sealed class AgentPage : IPage<AgentState>
{
    [JsonPropertyName("agents_condition")]
    public AgentState[]? Items { get; set; }

    public int? TotalCount { get; set; }
}
