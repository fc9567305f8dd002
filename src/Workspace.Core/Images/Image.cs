using System;
using System.Text.Json.Serialization;

namespace Workspace.Images;

/// <summary>An image that desktops are made of (GET /images).</summary>
public sealed class Image
{
    /// <summary>The image's id.</summary>
    [JsonPropertyName("id")]
    public string? ImageId { get; set; }

    /// <summary>The image's name.</summary>
    public string? Name { get; set; }

    /// <summary>gold (public) or private.</summary>
    [JsonPropertyName("image_type")]
    public string? Type { get; set; }

    /// <summary>Windows, Linux or Other.</summary>
    [JsonPropertyName("os_type")]
    public string? OSType { get; set; }

    /// <summary>The operating system's version.</summary>
    [JsonPropertyName("os_version")]
    public string? OSVersion { get; set; }

    /// <summary>arm or x86.</summary>
    public string? Architecture { get; set; }

    /// <summary>vhd, raw, qcow2 or zvhd2.</summary>
    public string? DiskFormat { get; set; }

    /// <summary>The least memory a desktop needs for it, in MB.</summary>
    [JsonPropertyName("min_ram")]
    public int? MinRamMB { get; set; }

    /// <summary>The least system disk a desktop needs for it, in GB.</summary>
    [JsonPropertyName("min_disk")]
    public int? MinDiskGB { get; set; }

    /// <summary>The product code of a billed image.</summary>
    public string? ProductCode { get; set; }

    /// <summary>When the image was made, UTC.</summary>
    [JsonPropertyName("created_at")]
    public DateTime? Created { get; set; }

    /// <summary>The key that encrypts it, or null.</summary>
    public string? KmsId { get; set; }

    /// <summary>The id, so that the object can be given where an id is asked for.</summary>
    /// <returns>The image's id.</returns>
    public override string ToString() => ImageId ?? base.ToString()!;
}
