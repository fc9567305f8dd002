namespace Workspace.Tests.Chaos.Commands;

/// <summary>The lists of the service.</summary>
internal enum ListKind
{
    Desktops,
    DesktopsWithPools,
    DesktopSummaries,
    PoolDesktops,
    Agents,
    Pools,
    Images,
    CaptureJobs,
}
