using System.Text.Json.Serialization;

namespace Workspace.Desktops;

/// <summary>One network address of a desktop.</summary>
public sealed class DesktopAddress
{
    /// <summary>The address.</summary>
    [JsonPropertyName("addr")]
    public string? Address { get; set; }

    /// <summary>4 or 6.</summary>
    public string? Version { get; set; }

    /// <summary>The network card's address.</summary>
    [JsonPropertyName("OS-EXT-IPS-MAC:mac_addr")]
    public string? MacAddress { get; set; }

    /// <summary>fixed or floating.</summary>
    [JsonPropertyName("OS-EXT-IPS:type")]
    public string? Type { get; set; }

    /// <summary>The network's id, where the service groups by it.</summary>
    [JsonIgnore]
    public string? Network { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Address ?? "";
}
