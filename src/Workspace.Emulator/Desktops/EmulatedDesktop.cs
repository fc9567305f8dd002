using System;

namespace Workspace.Emulator.Desktops;

/// <summary>A desktop of an emulated tenant as it was at one moment.</summary>
/// <param name="DesktopId">The desktop's identifier.</param>
/// <param name="Name">Its computer name.</param>
/// <param name="PoolId">The pool it belongs to; null for a desktop of its own.</param>
/// <param name="Type">DEDICATED or POOLED.</param>
/// <param name="Status">ACTIVE, SHUTOFF or HIBERNATED.</param>
/// <param name="TaskStatus">rebuilding while it is rebuilt, powering-on, powering-off, rebooting or rebooting_hard while its power changes, else empty.</param>
/// <param name="LoginStatus">UNREGISTER, REGISTERED, CONNECTED or DISCONNECTED.</param>
/// <param name="UserName">The user it is assigned to; empty for none.</param>
/// <param name="IPAddress">Its address.</param>
/// <param name="ImageId">The image it runs.</param>
/// <param name="ImageName">That image's name.</param>
/// <param name="SysprepVersion">The Sysprep version on it; empty for none.</param>
/// <param name="SupportsCreateImage">Whether an image can be made from it.</param>
/// <param name="AgentInstalled">Whether the monitoring agent is installed.</param>
/// <param name="InMaintenanceMode">Whether users are kept off for maintenance.</param>
/// <param name="Created">When it was created.</param>
public sealed record EmulatedDesktop(
    string DesktopId,
    string Name,
    string? PoolId,
    string Type,
    string Status,
    string TaskStatus,
    string LoginStatus,
    string UserName,
    string IPAddress,
    string ImageId,
    string ImageName,
    string SysprepVersion,
    bool SupportsCreateImage,
    bool AgentInstalled,
    bool InMaintenanceMode,
    DateTimeOffset Created);
