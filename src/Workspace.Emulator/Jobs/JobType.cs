namespace Workspace.Emulator.Jobs;

/// <summary>The service's names for the jobs that are emulated.</summary>
internal static class JobType
{
    public const string DesktopToImage = "desktopToImage";
    public const string RebuildDesktopPool = "rebuildDesktopPool";

    /// <summary>The service documents no type for it; this is the operation's name in its audit log.</summary>
    public const string InstallAgents = "batchInstallCesAgent";

    public const string RebuildDesktops = "rebuildDesktops";

    /// <summary>Documented, but not for which operation; this is the one whose name fits.</summary>
    public const string PoolAction = "executeDesktopsAction";

    /// <summary>The service documents no type for it; this is the operation's name.</summary>
    public const string Notify = "sendNotifications";
}
