using System.Text.Json.Serialization;

namespace Workspace.Agents;

/// <summary>An agent on a desktop.</summary>
public sealed class Agent
{
    /// <summary>The agent's name.</summary>
    [JsonPropertyName("agent_name")]
    public string? Name { get; set; }

    /// <summary>The agent's version.</summary>
    [JsonPropertyName("agent_version")]
    public string? Version { get; set; }

    /// <summary>It is installed.</summary>
    public bool? IsInstalled { get; set; }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} {Version}".TrimEnd();
}
