using System;
using System.Collections.Generic;
using System.Text.Json.Serialization;
using Workspace.Http;
using Workspace.Serialization;

namespace Workspace.Pools;

/// <summary>How to rebuild a pool's system disks (POST /desktop-pools/{pool_id}/rebuild). What is null is not sent.</summary>
public sealed class PoolRebuild
{
    /// <summary>The longest time for users to save their work, in minutes.</summary>
    public const int MaxDelayMinutes = 15;

    /// <summary>
    /// The most desktops of one request. No limit is documented for a pool's rebuild; it is the limit of the rebuild of single desktops and of every
    /// other request that names desktops.
    /// </summary>
    public const int MaxDesktops = ResourceId.MaxCount;

    /// <summary>gold (public), private or market.</summary>
    public string? ImageType { get; set; }

    /// <summary>The image's id, 1 to 255 characters.</summary>
    public string? ImageId { get; set; }

    /// <summary>The image's operating system.</summary>
    [JsonPropertyName("os_type")]
    public string? OSType { get; set; }

    /// <summary>How long users have to save their work: 0 to 15 minutes.</summary>
    [JsonPropertyName("delay_time")]
    public int? DelayMinutes { get; set; }

    /// <summary>What users are told, up to 400 characters.</summary>
    public string? Message { get; set; }

    /// <summary>The order's id, for yearly/monthly desktops on billed images.</summary>
    public string? OrderId { get; set; }

    /// <summary>Only desktops whose image differs from the pool's.</summary>
    [JsonPropertyName("is_fix")]
    public bool? Repair { get; set; }

    /// <summary>Which desktops the image reaches.</summary>
    [JsonPropertyName("handle_type")]
    [JsonConverter(typeof(UpperSnakeEnumConverter<RebuildScope>))]
    public RebuildScope? HandleType { get; set; }

    /// <summary>Only these desktops of the pool: 1 to 100, or null for the whole pool.</summary>
    public IReadOnlyList<string>? DesktopIds { get; set; }

    /// <summary>How the disks are encrypted.</summary>
    [JsonPropertyName("encrypt_type")]
    [JsonConverter(typeof(UpperSnakeEnumConverter<DiskEncryption>))]
    public DiskEncryption? EncryptType { get; set; }

    /// <summary>The key, needed for Encrypted.</summary>
    [JsonPropertyName("kms_id")]
    public string? KmsKeyId { get; set; }

    /// <summary>The same rebuild with an image, of some desktops or of the whole pool.</summary>
    internal PoolRebuild For(string imageId, IReadOnlyList<string>? desktopIds)
    {
        var rebuild = (PoolRebuild)MemberwiseClone();
        rebuild.ImageId = imageId;
        rebuild.DesktopIds = desktopIds;
        return rebuild;
    }

    /// <summary>Refuses what the service would refuse.</summary>
    /// <exception cref="ArgumentException">A value is missing or out of its limit; the message names both.</exception>
    public void Validate()
    {
        RebuildLimits.Check(ImageId, DelayMinutes, MaxDelayMinutes, Message, EncryptType, KmsKeyId);
        if (DesktopIds is { Count: 0 })
        {
            throw new ArgumentException("DesktopIds is empty. No ids never mean the whole pool: give at least one.");
        }

        if (DesktopIds is not null)
        {
            ResourceId.CheckAll(DesktopIds, nameof(DesktopIds));
        }
    }
}
