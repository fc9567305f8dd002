using System;
using System.Collections.Generic;
using System.Text.Json.Serialization;
using Workspace.Http;
using Workspace.Pools;
using Workspace.Serialization;

namespace Workspace.Desktops;

/// <summary>How to rebuild the system disks of single desktops (POST /desktops/rebuild). What is null is not sent.</summary>
public sealed class DesktopRebuild
{
    /// <summary>The longest time for users to save their work, in minutes: much longer than that of a pool's rebuild.</summary>
    public const int MaxDelayMinutes = int.MaxValue;

    /// <summary>The desktops' ids: 1 to 100, each up to 255 characters.</summary>
    public IReadOnlyList<string>? DesktopIds { get; set; }

    /// <summary>gold (public), private or market. The service wants it here, unlike for a pool.</summary>
    public string? ImageType { get; set; }

    /// <summary>The image's id, 1 to 255 characters.</summary>
    public string? ImageId { get; set; }

    /// <summary>The image's operating system.</summary>
    [JsonPropertyName("os_type")]
    public string? OSType { get; set; }

    /// <summary>How long users have to save their work: 0 to 2,147,483,647 minutes.</summary>
    [JsonPropertyName("delay_time")]
    public int? DelayMinutes { get; set; }

    /// <summary>What users are told, up to 400 characters.</summary>
    public string? Message { get; set; }

    /// <summary>The order's id, for yearly/monthly desktops on billed images.</summary>
    public string? OrderId { get; set; }

    /// <summary>The enterprise project's id, up to 36 characters; null or 0 is the default one.</summary>
    public string? EnterpriseProjectId { get; set; }

    /// <summary>Which of the desktops the image reaches: with ForExpandAndIdle only those that nobody uses.</summary>
    [JsonPropertyName("handle_type")]
    [JsonConverter(typeof(UpperSnakeEnumConverter<RebuildScope>))]
    public RebuildScope? HandleType { get; set; }

    /// <summary>How the disks are encrypted.</summary>
    [JsonPropertyName("encrypt_type")]
    [JsonConverter(typeof(UpperSnakeEnumConverter<DiskEncryption>))]
    public DiskEncryption? EncryptType { get; set; }

    /// <summary>The key, needed for Encrypted.</summary>
    [JsonPropertyName("kms_id")]
    public string? KmsKeyId { get; set; }

    /// <summary>Refuses values that the service would refuse. What it needs may still be missing.</summary>
    /// <exception cref="ArgumentException">A value is out of its limit; the message names both.</exception>
    public void Validate()
    {
        const int MaxProjectLength = 36;
        RebuildLimits.Check(ImageId, DelayMinutes, MaxDelayMinutes, Message, EncryptType, KmsKeyId);
        if (EnterpriseProjectId?.Length > MaxProjectLength)
        {
            throw new ArgumentException($"EnterpriseProjectId has {EnterpriseProjectId.Length} characters; the limit is {MaxProjectLength}.");
        }
    }

    /// <summary>The same rebuild of some desktops, with an image of this type.</summary>
    internal DesktopRebuild For(IReadOnlyList<string> desktopIds, string? imageType)
    {
        var rebuild = (DesktopRebuild)MemberwiseClone();
        rebuild.DesktopIds = desktopIds;
        rebuild.ImageType = imageType;
        return rebuild;
    }

    /// <summary>Refuses what the service would refuse.</summary>
    internal void ValidateWhole()
    {
        Validate();
        ResourceId.CheckAll(DesktopIds, "DesktopIds");
        if (string.IsNullOrEmpty(ImageType))
        {
            throw new ArgumentException("ImageType is empty: the rebuild of single desktops needs gold, private or market.");
        }
    }
}
