using System;
using System.Collections.Generic;

namespace Workspace.Jobs;

/// <summary>The types of jobs that the service documents.</summary>
internal static class JobTypes
{
    /// <summary>Either may be the type of a power action on a pool: the service does not say.</summary>
    public static readonly IReadOnlyCollection<string> Power = ["executeDesktopsAction", "operateDesktops"];

    /// <summary>All of them.</summary>
    public static readonly HashSet<string?> Documented = new(StringComparer.Ordinal)
    {
        "createDesktops", "applyWorkspace", "cancelWorkspace", "expandVolumes", "addVolumes", Job.DesktopRebuildType, "createSnapshot",
        "deleteSnapshot", "deleteDesktops", "desktopRejoinDomain", "operateDesktops", "restoreDesktopBySnapshot", Job.ImageCaptureType,
        "attachDesktops", "deleteVolumes", "createWksSnapshot", "deleteWksSnapshot", "createDesktopPool", "expandDesktopPool",
        "deleteDesktopPoolVolumes", Job.PoolRebuildType, "addDesktopPoolVolumes", "detachDesktops", "attachDesktopPool",
        "batchDetachDesktops", "executeDesktopsAction", "changeDesktopNetwork", "batchChangeDesktopNetwork",
    };
}
