using System.Text.Json.Serialization;

namespace Workspace.Jobs;

/// <summary>What a sub-job works on.</summary>
public sealed class JobEntities
{
    /// <summary>The desktop's id.</summary>
    public string? DesktopId { get; set; }

    /// <summary>The desktop's name.</summary>
    public string? DesktopName { get; set; }

    /// <summary>The product's id.</summary>
    public string? ProductId { get; set; }

    /// <summary>The user's name.</summary>
    public string? UserName { get; set; }

    /// <summary>The desktop's address.</summary>
    [JsonPropertyName("ip_address")]
    public string? IPAddress { get; set; }

    /// <inheritdoc/>
    public override string ToString() => DesktopName ?? DesktopId ?? "";
}
