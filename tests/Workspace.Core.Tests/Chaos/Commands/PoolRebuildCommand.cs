using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Actions;
using Workspace.Emulator;
using Workspace.Emulator.Pools;
using Workspace.Jobs;
using Workspace.Pools;

namespace Workspace.Tests.Chaos.Commands;

/// <summary>Invoke-WsPoolRebuild for one or several pools, with Wait in waves; or for some desktops of one.</summary>
/// <param name="number">Which of the run's commands it is, from 1.</param>
/// <param name="settings">Its parameters.</param>
/// <param name="tenant">The tenant.</param>
/// <param name="poolIds">The pools.</param>
/// <param name="desktopIds">Only these desktops of the pool; null for all.</param>
/// <param name="rebuild">How.</param>
/// <param name="canary">The pool that goes first, or null.</param>
internal sealed class PoolRebuildCommand(
    int number,
    CommandSettings settings,
    EmulatedTenant tenant,
    IReadOnlyList<string> poolIds,
    IReadOnlyList<string>? desktopIds,
    PoolRebuild rebuild,
    string? canary) : ActionCommand(number, settings, poolIds)
{
    public override string Type => Job.PoolRebuildType;

    public override int Waits => Targets.Count;

    public string? Canary => canary;

    public string ImageId => rebuild.ImageId!;

    public override string ToString() =>
        $"Invoke-WsPoolRebuild {string.Join(", ", Targets)} desktops {string.Join(", ", desktopIds ?? [])} with {rebuild.ImageId} {rebuild.HandleType}, canary {canary} {Settings}";

    private protected override Task DoAsync(WorkspaceClient client, CancellationToken stop)
    {
        var rollout = new RolloutSettings { ThrottleLimit = Settings.ThrottleLimit, StopAfterFailures = Settings.StopAfterFailures };
        if (canary is not null)
        {
            rollout.Canaries = [new(canary, pool => pool.PoolId == canary)];
        }

        return RunAsync(new PoolRebuildAction(client, rebuild, ActionSettings, rollout, Report), Targets.Select(id => new PoolRebuildInput(id, desktopIds)), stop);
    }

    private protected override bool IsDone(string target)
    {
        EmulatedPool pool = tenant.Pools.First(p => p.PoolId == target);
        return pool.ImageId == rebuild.ImageId && pool is { Status: "STEADY", InconsistentDesktops: 0 };
    }

    // One that succeeded is returned only when the pool has followed, or after an error that says that it has not.
    private protected override void Note(ActionResult result)
    {
        base.Note(result);
        if (Settings.Wait && result.Job is { Status: JobStatus.Succeeded, PoolId: { } pool } job && !Report.Errors.Any(error => error.Names(job.JobId!)))
        {
            Reached.Add((pool, HasFollowed(pool)));
        }
    }

    private bool HasFollowed(string poolId) => tenant.Pools.First(p => p.PoolId == poolId).ImageId == rebuild.ImageId
        && (rebuild.HandleType is not (null or RebuildScope.ForExpandAndAll) || tenant.Desktops.All(desktop =>
            desktop.PoolId != poolId || desktopIds?.Contains(desktop.DesktopId) == false || desktop.ImageId == rebuild.ImageId));
}
