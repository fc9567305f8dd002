using System;
using System.Collections.Generic;
using System.Text.Json.Serialization;
using Workspace.Serialization;

namespace Workspace.Desktops;

/// <summary>A cloud desktop, in the detail that GET /desktops/detail, /desktops/{id} and the lists of pools give.</summary>
public sealed class Desktop
{
    /// <summary>The desktop's id.</summary>
    public string? DesktopId { get; set; }

    /// <summary>The computer's name. Some images upper-case it.</summary>
    [JsonPropertyName("computer_name")]
    public string? Name { get; set; }

    /// <summary>
    /// The pool's id, or null. The service's detail does not tell it: it is filled for desktops read through a pool, and where it was asked for.
    /// </summary>
    [JsonIgnore]
    public string? PoolId { get; set; }

    /// <summary>ACTIVE, SHUTOFF, ERROR or HIBERNATED; empty while the desktop is being deleted.</summary>
    public string? Status { get; set; }

    /// <summary>What is being done to the desktop, such as rebuilding; empty when nothing is.</summary>
    public string? TaskStatus { get; set; }

    /// <summary>UNREGISTER, REGISTERED, CONNECTED or DISCONNECTED.</summary>
    public string? LoginStatus { get; set; }

    /// <summary>A user is logged on: CONNECTED, or DISCONNECTED with programs that still run and work that may not be saved.</summary>
    [JsonIgnore]
    public bool InUse => LoginStatus?.ToUpperInvariant() is "CONNECTED" or "DISCONNECTED";

    /// <summary>A user is at the desktop.</summary>
    /// <returns>Whether it is so.</returns>
    public bool IsConnected() => string.Equals(LoginStatus, "CONNECTED", StringComparison.OrdinalIgnoreCase);

    /// <summary>A user's session goes on without the user.</summary>
    /// <returns>Whether it is so.</returns>
    public bool IsDisconnected() => string.Equals(LoginStatus, "DISCONNECTED", StringComparison.OrdinalIgnoreCase);

    /// <summary>The running task's progress, 0 to 100 per cent, or null when there is none.</summary>
    [JsonPropertyName("process")]
    public int? Progress { get; set; }

    /// <summary>The first of the desktop's addresses.</summary>
    [JsonIgnore]
    public string? IPAddress => IPAddresses is { Length: > 0 } all ? all[0] : Addresses is { Length: > 0 } networks ? networks[0].Address : IPv4;

    /// <summary>All addresses of the desktop.</summary>
    [JsonPropertyName("ip_addresses")]
    public string[]? IPAddresses { get; set; }

    /// <summary>The addresses by network.</summary>
    [JsonConverter(typeof(AddressesConverter))]
    public DesktopAddress[]? Addresses { get; set; }

    /// <summary>The IPv4 address inside the operating system.</summary>
    [JsonPropertyName("ipv4")]
    public string? IPv4 { get; set; }

    /// <summary>The IPv6 address inside the operating system.</summary>
    [JsonPropertyName("ipv6")]
    public string? IPv6 { get; set; }

    /// <summary>The user that the desktop is assigned to.</summary>
    public string? UserName { get; set; }

    /// <summary>The user's group on the desktop: administrators, users, sudo or default.</summary>
    public string? UserGroup { get; set; }

    /// <summary>All users of the desktop.</summary>
    public string[]? UserList { get; set; }

    /// <summary>All user groups of the desktop.</summary>
    public string[]? UserGroupList { get; set; }

    /// <summary>The users and groups that the desktop is assigned to.</summary>
    [JsonPropertyName("attach_user_infos")]
    public AttachedUser[]? AttachedUsers { get; set; }

    /// <summary>How far the assignment is, such as ATTACHED or UNATTACH.</summary>
    public string? AttachState { get; set; }

    /// <summary>The id of the image that the system disk was made of.</summary>
    [JsonIgnore]
    public string? ImageId => Fact("metering.image_id");

    /// <summary>The name of that image. Not called ImageName, so that a desktop piped on does not name a new image.</summary>
    [JsonIgnore]
    public string? SourceImageName => Fact("image_name");

    /// <summary>Windows, Linux or Others.</summary>
    [JsonIgnore]
    public string? OSType => Fact("os_type");

    /// <summary>The operating system's version.</summary>
    [JsonPropertyName("os_version")]
    public string? OSVersion { get; set; }

    /// <summary>The host name inside the operating system.</summary>
    [JsonPropertyName("os_host_name")]
    public string? OSHostName { get; set; }

    /// <summary>DEDICATED, POOLED or SHARED.</summary>
    [JsonPropertyName("desktop_type")]
    public string? Type { get; set; }

    /// <summary>When the desktop was made, UTC.</summary>
    public DateTime? Created { get; set; }

    /// <summary>The tags.</summary>
    public ResourceTag[]? Tags { get; set; }

    /// <summary>In what the desktop differs from its pool, in the service's words (PRODUCT, IMAGE …); null outside a pool's list.</summary>
    public string[]? InconsistentTypes { get; set; }

    /// <summary>Users are kept off for maintenance.</summary>
    public bool? InMaintenanceMode { get; set; }

    /// <summary>The desktop is frozen, for example for arrears.</summary>
    [JsonPropertyName("is_freeze")]
    public bool? IsFrozen { get; set; }

    /// <summary>A dynamic pool set the desktop aside for a fault.</summary>
    public bool? Isolated { get; set; }

    /// <summary>The desktop reaches the internet.</summary>
    public bool? IsSupportInternet { get; set; }

    /// <summary>A public address is being attached.</summary>
    public bool? IsAttachingEip { get; set; }

    /// <summary>NAT, EIP or BOTH.</summary>
    public string? InternetMode { get; set; }

    /// <summary>All ways to the internet.</summary>
    public string[]? InternetModeList { get; set; }

    /// <summary>The security identifier in the directory.</summary>
    public string? Sid { get; set; }

    /// <summary>The organisational unit.</summary>
    [JsonPropertyName("ou_name")]
    public string? OUName { get; set; }

    /// <summary>The directory's domain.</summary>
    public string? Domain { get; set; }

    /// <summary>What the service notes of the desktop: image, operating system, billing. Note that charging_mode is 1 for yearly/monthly here.</summary>
    public Dictionary<string, string>? Metadata { get; set; }

    /// <summary>The flavor.</summary>
    public Flavor? Flavor { get; set; }

    /// <summary>The security groups; only a desktop read by its id has them.</summary>
    public SecurityGroup[]? SecurityGroups { get; set; }

    /// <summary>The product's id.</summary>
    public string? ProductId { get; set; }

    /// <summary>The product.</summary>
    public Product? Product { get; set; }

    /// <summary>The system disk.</summary>
    public Volume? RootVolume { get; set; }

    /// <summary>The data disks, in no order.</summary>
    public Volume[]? DataVolumes { get; set; }

    /// <summary>The availability zone.</summary>
    public string? AvailabilityZone { get; set; }

    /// <summary>CENTER or IES.</summary>
    public string? SiteType { get; set; }

    /// <summary>The site's name.</summary>
    public string? SiteName { get; set; }

    /// <summary>The order's id of a yearly/monthly desktop.</summary>
    public string? OrderId { get; set; }

    /// <summary>The subnet's id.</summary>
    public string? SubnetId { get; set; }

    /// <summary>The billed resource's id.</summary>
    public string? BillResourceId { get; set; }

    /// <summary>The root resource's id.</summary>
    public string? RootResourceId { get; set; }

    /// <summary>The enterprise project's id.</summary>
    public string? EnterpriseProjectId { get; set; }

    /// <summary>The SKU of a shared resource.</summary>
    public string? ShareResourceSku { get; set; }

    /// <summary>The package of hours, if the desktop is billed by one.</summary>
    public HourPackage? HourPackageInfo { get; set; }

    /// <summary>The id, so that the object can be given where an id is asked for.</summary>
    /// <returns>The desktop's id.</returns>
    public override string ToString() => DesktopId ?? base.ToString()!;

    private string? Fact(string name) => Metadata is not null && Metadata.TryGetValue(name, out string? value) ? value : null;
}
