using System;
using System.Collections.Generic;

namespace Workspace.Jobs;

/// <summary>The types of jobs that the service documents.</summary>
public static class JobTypes
{
    /// <summary>Either may be the type of a power action on a pool: the service does not say.</summary>
    internal static readonly IReadOnlyCollection<string> Power = ["executeDesktopsAction", "operateDesktops"];

    /// <summary>All of them, each with what it does.</summary>
    public static IReadOnlyDictionary<string, string> Documented { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["addDesktopPoolVolumes"] = "disks are added to a pool",
        ["addVolumes"] = "disks are added",
        ["applyWorkspace"] = "the service is opened",
        ["attachDesktopPool"] = "a pool is given to users",
        ["attachDesktops"] = "desktops are given to users",
        ["batchChangeDesktopNetwork"] = "desktops go to another network",
        ["batchDetachDesktops"] = "desktops are taken from users",
        ["cancelWorkspace"] = "the service is closed",
        ["changeDesktopNetwork"] = "a desktop goes to another network",
        ["createDesktopPool"] = "a pool is made",
        ["createDesktops"] = "desktops are made",
        ["createSnapshot"] = "a disk's snapshot is taken",
        ["createWksSnapshot"] = "a snapshot is taken",
        ["deleteDesktopPoolVolumes"] = "disks are taken from a pool",
        ["deleteDesktops"] = "desktops are deleted",
        ["deleteSnapshot"] = "a disk's snapshot is deleted",
        ["deleteVolumes"] = "disks are deleted",
        ["deleteWksSnapshot"] = "a snapshot is deleted",
        ["desktopRejoinDomain"] = "a desktop joins its domain again",
        [Job.ImageCaptureType] = "an image is made of a desktop",
        ["detachDesktops"] = "desktops are taken from users",
        ["executeDesktopsAction"] = "desktops are started, stopped or hibernated",
        ["expandDesktopPool"] = "a pool gets more desktops",
        ["expandVolumes"] = "disks grow",
        ["operateDesktops"] = "desktops are operated",
        [Job.PoolRebuildType] = "a pool is rebuilt",
        [Job.DesktopRebuildType] = "desktops are rebuilt",
        ["restoreDesktopBySnapshot"] = "a desktop goes back to a snapshot",
    };
}
