using System;
using System.Collections.Generic;

namespace Workspace.Emulator.Jobs;

/// <summary>A job of an emulated tenant as it was at one moment.</summary>
/// <param name="JobId">The job's identifier.</param>
/// <param name="Type">desktopToImage, rebuildDesktopPool, rebuildDesktops, executeDesktopsAction, sendNotifications or batchInstallCesAgent.</param>
/// <param name="Status">RUNNING, then SUCCESS, COMPLETE (some sub-jobs failed) or FAIL (all failed).</param>
/// <param name="PoolId">The pool it works on; null for a job on desktops.</param>
/// <param name="BeginTime">When it was accepted.</param>
/// <param name="EndTime">When it ended; null while it runs.</param>
/// <param name="SubJobs">One per desktop.</param>
public sealed record EmulatedJob(
    string JobId,
    string Type,
    string Status,
    string? PoolId,
    DateTimeOffset BeginTime,
    DateTimeOffset? EndTime,
    IReadOnlyList<EmulatedSubJob> SubJobs);
