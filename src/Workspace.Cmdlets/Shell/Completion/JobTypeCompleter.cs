using System.Collections.Generic;

namespace Workspace.Commands.Shell.Completion;

/// <summary>Completes the types of jobs that the service documents. Others can be given too.</summary>
internal sealed class JobTypeCompleter : FixedCompleter
{
    protected override IReadOnlyList<(string Value, string Meaning)> Values { get; } =
    [
        ("addDesktopPoolVolumes", "disks are added to a pool"),
        ("addVolumes", "disks are added"),
        ("applyWorkspace", "the service is opened"),
        ("attachDesktopPool", "a pool is given to users"),
        ("attachDesktops", "desktops are given to users"),
        ("batchChangeDesktopNetwork", "desktops go to another network"),
        ("batchDetachDesktops", "desktops are taken from users"),
        ("cancelWorkspace", "the service is closed"),
        ("changeDesktopNetwork", "a desktop goes to another network"),
        ("createDesktopPool", "a pool is made"),
        ("createDesktops", "desktops are made"),
        ("createSnapshot", "a disk's snapshot is taken"),
        ("createWksSnapshot", "a snapshot is taken"),
        ("deleteDesktopPoolVolumes", "disks are taken from a pool"),
        ("deleteDesktops", "desktops are deleted"),
        ("deleteSnapshot", "a disk's snapshot is deleted"),
        ("deleteVolumes", "disks are deleted"),
        ("deleteWksSnapshot", "a snapshot is deleted"),
        ("desktopRejoinDomain", "a desktop joins its domain again"),
        ("desktopToImage", "an image is made of a desktop"),
        ("detachDesktops", "desktops are taken from users"),
        ("executeDesktopsAction", "desktops are started, stopped or hibernated"),
        ("expandDesktopPool", "a pool gets more desktops"),
        ("expandVolumes", "disks grow"),
        ("operateDesktops", "desktops are operated"),
        ("rebuildDesktopPool", "a pool is rebuilt"),
        ("rebuildDesktops", "desktops are rebuilt"),
        ("restoreDesktopBySnapshot", "a desktop goes back to a snapshot"),
    ];
}
