using System;
using System.Collections.Generic;
using Workspace.Emulator.Images;
using Workspace.Emulator.Jobs;
using Workspace.Emulator.Pools;

namespace Workspace.Emulator.Desktops;

/// <summary>A desktop: what never changes about it, and what jobs change.</summary>
internal sealed class Desktop
{
    public const string Active = "ACTIVE";
    public const string Off = "SHUTOFF";
    public const string Hibernated = "HIBERNATED";
    public const string Connected = "CONNECTED";
    public const string Disconnected = "DISCONNECTED";
    public const string Registered = "REGISTERED";
    public const string Unregistered = "UNREGISTER";

    /// <summary>Counts all desktops from 0; what is derived from the seed is derived from it.</summary>
    public int Number { get; init; }

    public string Id { get; init; } = string.Empty;

    public string Name { get; init; } = string.Empty;

    public Pool? Pool { get; init; }

    public string Type => Pool is null ? "DEDICATED" : "POOLED";

    public string Status { get; set; } = Active;

    public bool InMaintenanceMode { get; set; }

    public string LoginStatus { get; set; } = string.Empty;

    /// <summary>Somebody is logged on: at it, or away from it.</summary>
    public bool HasSession => LoginStatus is Connected or Disconnected;

    public string UserName { get; init; } = string.Empty;

    public bool HasUser => UserName.Length > 0;

    public string IPAddress { get; init; } = string.Empty;

    public string SysprepVersion { get; init; } = string.Empty;

    public bool SupportsCreateImage { get; init; }

    public bool SupportsInternet { get; init; }

    public DateTimeOffset Created { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];

    /// <summary>0 is yearly or monthly, 1 is pay-per-use.</summary>
    public string ChargeMode => Pool?.ChargeMode ?? "1";

    public string AvailabilityZone { get; init; } = string.Empty;

    public string EnterpriseProjectId => Pool?.EnterpriseProjectId ?? "0";

    public EmulatedImage Image { get; set; } = null!;

    public bool AgentInstalled { get; set; }

    /// <summary>The last rebuild, capture and installation; their sub-jobs tell whether they still run.</summary>
    public SubJob? Rebuild { get; set; }

    public SubJob? Capture { get; set; }

    public SubJob? AgentInstallation { get; set; }

    /// <summary>The last power action.</summary>
    public PowerChange? Power { get; set; }

    public bool FollowsPool => Pool is null || Image.ImageId == Pool.Image.ImageId;

    public string TaskStatusAt(DateTimeOffset now) => Rebuild?.IsSettled(now) == false && Rebuild.StatusAt(now) != JobState.Waiting
        ? "rebuilding"
        : Power?.TaskAt(now) ?? string.Empty;

    /// <summary>Whether a job that works on it has not ended.</summary>
    public bool IsWorkedOn(DateTimeOffset now) =>
        Rebuild?.IsSettled(now) == false || Power?.HasEnded(now) == false || Capture?.HasEnded(now) == false || AgentInstallation?.HasEnded(now) == false;

    public EmulatedDesktop At(DateTimeOffset now) => new(
        Id,
        Name,
        Pool?.Id,
        Type,
        Status,
        TaskStatusAt(now),
        LoginStatus,
        UserName,
        IPAddress,
        Image.ImageId,
        Image.Name,
        SysprepVersion,
        SupportsCreateImage,
        AgentInstalled,
        InMaintenanceMode,
        Created);
}
