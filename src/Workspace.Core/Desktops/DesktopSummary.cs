using System;
using System.Text.Json.Serialization;

namespace Workspace.Desktops;

/// <summary>A cloud desktop in the short form of GET /desktops, which tells the pool.</summary>
public sealed class DesktopSummary
{
    /// <summary>The desktop's id.</summary>
    public string? DesktopId { get; set; }

    /// <summary>The computer's name.</summary>
    [JsonPropertyName("computer_name")]
    public string? Name { get; set; }

    /// <summary>The pool's id, or null.</summary>
    public string? PoolId { get; set; }

    /// <summary>ACTIVE, SHUTOFF, ERROR or HIBERNATED.</summary>
    public string? Status { get; set; }

    /// <summary>What is being done to the desktop; empty when nothing is.</summary>
    public string? TaskStatus { get; set; }

    /// <summary>UNREGISTER, REGISTERED, CONNECTED or DISCONNECTED.</summary>
    public string? ConnectStatus { get; set; }

    /// <summary>The address.</summary>
    [JsonPropertyName("ip_address")]
    public string? IPAddress { get; set; }

    /// <summary>The user that the desktop is assigned to.</summary>
    public string? UserName { get; set; }

    /// <summary>The user's group on the desktop.</summary>
    public string? UserGroup { get; set; }

    /// <summary>The users and groups that the desktop is assigned to.</summary>
    [JsonPropertyName("attach_user_infos")]
    public AttachedUser[]? AttachedUsers { get; set; }

    /// <summary>The host name inside the operating system.</summary>
    [JsonPropertyName("os_host_name")]
    public string? OSHostName { get; set; }

    /// <summary>DEDICATED, POOLED or SHARED.</summary>
    [JsonPropertyName("desktop_type")]
    public string? Type { get; set; }

    /// <summary>The type in more detail.</summary>
    public string? DesktopDetailType { get; set; }

    /// <summary>When the desktop was made, UTC. The service names no zone here; it is taken for UTC.</summary>
    public DateTime? Created { get; set; }

    /// <summary>The tags.</summary>
    public ResourceTag[]? Tags { get; set; }

    /// <summary>Users are kept off for maintenance.</summary>
    public bool? InMaintenanceMode { get; set; }

    /// <summary>The account's id.</summary>
    public string? DomainId { get; set; }

    /// <summary>The project's id.</summary>
    public string? ProjectId { get; set; }

    /// <summary>The security identifier in the directory.</summary>
    public string? Sid { get; set; }

    /// <summary>The organisational unit.</summary>
    [JsonPropertyName("ou_name")]
    public string? OUName { get; set; }

    /// <summary>The enterprise project's id.</summary>
    public string? EnterpriseProjectId { get; set; }

    /// <summary>The SKU of a shared resource.</summary>
    public string? ShareResourceSku { get; set; }

    /// <summary>The subnet's id.</summary>
    public string? SubnetId { get; set; }

    /// <summary>The billed resource's id.</summary>
    public string? BillResourceId { get; set; }

    /// <summary>The availability zone.</summary>
    public string? AvailabilityZone { get; set; }

    /// <summary>The id, so that the object can be given where an id is asked for.</summary>
    /// <returns>The desktop's id.</returns>
    public override string ToString() => DesktopId ?? base.ToString()!;
}
