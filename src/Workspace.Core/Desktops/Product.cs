using System.Text.Json.Serialization;

namespace Workspace.Desktops;

/// <summary>What a desktop is sold as.</summary>
public sealed class Product
{
    /// <summary>The product's id.</summary>
    public string? ProductId { get; set; }

    /// <summary>The flavor's id.</summary>
    public string? FlavorId { get; set; }

    /// <summary>The kind, such as BASE.</summary>
    public string? Type { get; set; }

    /// <summary>Virtual CPUs.</summary>
    public string? Cpu { get; set; }

    /// <summary>Memory in MB.</summary>
    [JsonPropertyName("memory")]
    public string? MemoryMB { get; set; }

    /// <summary>A description.</summary>
    public string? Descriptions { get; set; }

    /// <summary>0 = yearly/monthly, 1 = pay-per-use.</summary>
    public string? ChargeMode { get; set; }

    /// <summary>The processor's architecture.</summary>
    public string? Architecture { get; set; }

    /// <summary>It has a GPU.</summary>
    public bool? IsGpu { get; set; }

    /// <summary>The package, such as ultimate, enterprise, general, workstation, dedicated, solver or agile.</summary>
    public string? PackageType { get; set; }

    /// <summary>The system disk's type.</summary>
    public string? SystemDiskType { get; set; }

    /// <summary>The system disk's size in GB.</summary>
    [JsonPropertyName("system_disk_size")]
    public string? SystemDiskSizeGB { get; set; }

    /// <summary>It comes with a data disk.</summary>
    public bool? ContainDataDisk { get; set; }

    /// <summary>The resource's type.</summary>
    public string? ResourceType { get; set; }

    /// <summary>The cloud service's type.</summary>
    public string? CloudServiceType { get; set; }

    /// <summary>The disk product's type.</summary>
    public string? VolumeProductType { get; set; }

    /// <summary>normal, sellout or abandon.</summary>
    public string? Status { get; set; }

    /// <inheritdoc/>
    public override string ToString() => ProductId ?? "";
}
