using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Desktops;
using Workspace.Emulator;
using Workspace.Emulator.Pools;
using Workspace.Images;
using Workspace.Jobs;
using Workspace.Pools;

namespace Workspace.Tests.Chaos.Commands;

/// <summary>Invoke-WsPoolRebuild for one or several pools, or for some desktops of one.</summary>
internal sealed class RebuildCommand(
    int number,
    CommandSettings settings,
    EmulatedTenant tenant,
    IReadOnlyList<string> poolIds,
    IReadOnlyList<string>? desktopIds,
    string imageId,
    RebuildScope? scope) : ActionCommand(number, settings)
{
    public override string Type => Job.PoolRebuildType;

    public override int Targets => poolIds.Count;

    /// <summary>The pools that were told to need nothing, and whether that was so.</summary>
    public List<(string PoolId, bool IsTrue)> Skipped { get; } = [];

    public override string ToString() =>
        $"Invoke-WsPoolRebuild {string.Join(", ", poolIds)} desktops {string.Join(", ", desktopIds ?? [])} with {imageId} {scope} {Settings}";

    private protected override async Task StartAsync(WorkspaceClient client, CancellationToken stop)
    {
        bool isKnown = false;
        foreach (string id in poolIds)
        {
            await ForAsync([id], async () =>
            {
                await foreach (Image image in client.Images.List(new ImageFilter { ImageId = imageId }).WithCancellation(stop))
                {
                    isKnown |= image.ImageId == imageId;
                }

                if (isKnown)
                {
                    await StartAsync(client, id, stop);
                }
            });
        }
    }

    private protected override async Task CompleteAsync(WorkspaceClient client, Job job, CancellationToken stop)
    {
        if (!await client.Pools.WaitUntilSettledAsync(job.PoolId!, SettleTime, stop))
        {
            Report.Warnings.Add($"Pool {job.PoolId} is still busy.");
        }
    }

    private async Task StartAsync(WorkspaceClient client, string poolId, CancellationToken stop)
    {
        bool wasDone = IsTrulyDone(poolId);
        Pool pool = await client.Pools.GetAsync(poolId, stop);
        if (desktopIds is null && !Settings.Force && await IsDoneAsync(client, pool, stop))
        {
            // What came late from an earlier command may have changed it meanwhile.
            Skipped.Add((poolId, wasDone || IsTrulyDone(poolId)));
            return;
        }

        int count = 0;
        await foreach (Desktop desktop in client.Desktops.List(new DesktopFilter { PoolIds = [poolId] }).WithCancellation(stop))
        {
            count += desktopIds?.Contains(desktop.DesktopId) == true ? 1 : 0;
        }

        if (count < desktopIds?.Count)
        {
            throw new ArgumentException($"Pool {poolId} does not have all of these desktops.");
        }

        var rebuild = new PoolRebuild { ImageId = imageId, DesktopIds = desktopIds, HandleType = scope };
        string jobId = await client.Jobs.StartAsync(
            client.Pools.RebuildTarget(pool, imageId, desktopIds),
            token => client.Pools.RebuildAsync(poolId, rebuild, token),
            Options,
            stop);
        Add(jobId, poolId, desktopIds ?? []);
    }

    private async Task<bool> IsDoneAsync(WorkspaceClient client, Pool pool, CancellationToken stop)
    {
        if (pool.ImageId != imageId || pool.Status != "STEADY")
        {
            return false;
        }

        await foreach (Desktop _ in client.Pools.ListDesktops(pool.PoolId!, Inconsistency.Image).WithCancellation(stop))
        {
            return false;
        }

        return true;
    }

    private bool IsTrulyDone(string poolId)
    {
        EmulatedPool pool = tenant.Pools.First(p => p.PoolId == poolId);
        return pool.ImageId == imageId && pool is { Status: "STEADY", InconsistentDesktops: 0 };
    }
}
