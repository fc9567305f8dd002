using System;
using System.Text.Json.Serialization;

namespace Workspace.Desktops;

/// <summary>A disk of a desktop or pool.</summary>
public sealed class Volume
{
    /// <summary>The disk's type, such as SAS or SSD.</summary>
    public string? Type { get; set; }

    /// <summary>The size in GB.</summary>
    [JsonPropertyName("size")]
    public int? SizeGB { get; set; }

    /// <summary>Operations a second.</summary>
    public int? Iops { get; set; }

    /// <summary>Throughput in MB a second.</summary>
    public int? Throughput { get; set; }

    /// <summary>The device, such as /dev/vda.</summary>
    public string? Device { get; set; }

    /// <summary>The id of the disk's entry in the service.</summary>
    public string? Id { get; set; }

    /// <summary>The disk's id.</summary>
    public string? VolumeId { get; set; }

    /// <summary>The billed resource's id.</summary>
    public string? BillResourceId { get; set; }

    /// <summary>The id of the pool's disk that this one was made for.</summary>
    public string? DesktopPoolDiskId { get; set; }

    /// <summary>When the disk was made, UTC.</summary>
    public DateTime? CreateTime { get; set; }

    /// <summary>The name.</summary>
    public string? DisplayName { get; set; }

    /// <summary>The code it is billed by.</summary>
    public string? ResourceSpecCode { get; set; }

    /// <summary>The key that encrypts it, or null.</summary>
    public string? KmsId { get; set; }

    /// <inheritdoc/>
    public override string ToString() => $"{SizeGB} GB {Type}";
}
