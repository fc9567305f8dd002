namespace Workspace;

/// <summary>The state of the Workspace service in a project.</summary>
public sealed class Tenant
{
    /// <summary>PREPARING, SUBSCRIBING, SUBSCRIBED, SUBSCRIPTION_FAILED, DEREGISTERING, DEREGISTRATION_FAILED, RECYCLING, RECYCLED, RECYCLE_FAILED or CLOSED.</summary>
    public string? Status { get; set; }

    /// <summary>New desktops get the monitoring agent by themselves.</summary>
    public bool? IsAuthorizedInstallAgent { get; set; }
}
