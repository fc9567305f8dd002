using System;
using System.Text.Json.Serialization;
using Workspace.Desktops;

namespace Workspace.Pools;

/// <summary>A pool of desktops made of one image (GET /desktop-pools and /desktop-pools/{pool_id}).</summary>
public sealed class Pool
{
    /// <summary>The pool's id.</summary>
    [JsonPropertyName("id")]
    public string? PoolId { get; set; }

    /// <summary>The pool's name.</summary>
    public string? Name { get; set; }

    /// <summary>DYNAMIC or STATIC.</summary>
    public string? Type { get; set; }

    /// <summary>STEADY, TEMPORARY (something is in progress), EXIST_FROZEN or UNKNOWN.</summary>
    public string? Status { get; set; }

    /// <summary>A description.</summary>
    public string? Description { get; set; }

    /// <summary>How many desktops the pool has.</summary>
    public int? DesktopCount { get; set; }

    /// <summary>How many of them are in use.</summary>
    public int? DesktopUsed { get; set; }

    /// <summary>The id of the image that the pool's desktops are made of.</summary>
    public string? ImageId { get; set; }

    /// <summary>The name of that image. Not called ImageName, so that a pool piped on does not name a new image.</summary>
    [JsonPropertyName("image_name")]
    public string? SourceImageName { get; set; }

    /// <summary>The image's operating system: Windows, Linux or Other.</summary>
    [JsonPropertyName("image_os_type")]
    public string? OSType { get; set; }

    /// <summary>The version of the image's operating system.</summary>
    [JsonPropertyName("image_os_version")]
    public string? OSVersion { get; set; }

    /// <summary>The platform of the image's operating system.</summary>
    [JsonPropertyName("image_os_platform")]
    public string? OSPlatform { get; set; }

    /// <summary>The product code of a billed image.</summary>
    public string? ImageProductCode { get; set; }

    /// <summary>The cloud service's type of a billed image.</summary>
    public string? ImageCloudServiceType { get; set; }

    /// <summary>The resource's type of a billed image.</summary>
    public string? ImageResourceType { get; set; }

    /// <summary>When the pool was made, UTC.</summary>
    [JsonPropertyName("created_time")]
    public DateTime? Created { get; set; }

    /// <summary>0 = yearly/monthly, 1 = pay-per-use.</summary>
    public string? ChargingMode { get; set; }

    /// <summary>The availability zone.</summary>
    public string? AvailabilityZone { get; set; }

    /// <summary>The first subnet's id; the service calls this member deprecated.</summary>
    public string? SubnetId { get; set; }

    /// <summary>The subnets' ids.</summary>
    public string[]? SubnetIds { get; set; }

    /// <summary>The virtual network's id.</summary>
    public string? VpcId { get; set; }

    /// <summary>What the desktops are sold as.</summary>
    public Product? Product { get; set; }

    /// <summary>The system disk of each desktop.</summary>
    public Volume? RootVolume { get; set; }

    /// <summary>The data disks of each desktop.</summary>
    public Volume[]? DataVolumes { get; set; }

    /// <summary>The security groups.</summary>
    public SecurityGroup[]? SecurityGroups { get; set; }

    /// <summary>How long a disconnected session is kept, in minutes.</summary>
    public int? DisconnectedRetentionPeriod { get; set; }

    /// <summary>The pool grows and shrinks by itself.</summary>
    public bool? EnableAutoscale { get; set; }

    /// <summary>How it grows and shrinks.</summary>
    public AutoscalePolicy? AutoscalePolicy { get; set; }

    /// <summary>Whether users may reset their desktops.</summary>
    public UserResetPolicy? UserResetPolicy { get; set; }

    /// <summary>The enterprise project's id.</summary>
    public string? EnterpriseProjectId { get; set; }

    /// <summary>Users are kept off for maintenance.</summary>
    public bool? InMaintenanceMode { get; set; }

    /// <summary>The id of the policy that names the desktops.</summary>
    public string? DesktopNamePolicyId { get; set; }

    /// <summary>The tags.</summary>
    public ResourceTag[]? Tags { get; set; }

    /// <summary>The organisational unit.</summary>
    [JsonPropertyName("ou_name")]
    public string? OUName { get; set; }

    /// <summary>The directory's domain.</summary>
    public string? Domain { get; set; }

    /// <summary>How many desktops are set aside for a fault.</summary>
    public int? IsolationNum { get; set; }

    /// <summary>The id, so that the object can be given where an id is asked for.</summary>
    /// <returns>The pool's id.</returns>
    public override string ToString() => PoolId ?? base.ToString()!;
}
