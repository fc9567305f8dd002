using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Workspace.Actions;
using Workspace.Desktops;
using Workspace.Jobs;

namespace Workspace.Pools;

/// <summary>Plans the rebuild of a pool: checks the image, skips what has it, selects the desktops, and has the rebuild confirmed. It only reads.</summary>
internal sealed class PoolRebuildPlanner(ActionRun run, PoolRebuild rebuild, PoolRebuildJobs jobs)
{
    private readonly List<Pool> _pools = [];
    private readonly RebuildImage? _image = rebuild.ImageId is { } id ? new RebuildImage(id, rebuild.ImageType, rebuild.OSType) : null;

    /// <summary>The pools that were read, also those that need nothing.</summary>
    public IReadOnlyCollection<Pool> Pools => _pools;

    private bool IsRepair => rebuild.Repair == true;

    /// <summary>Plans the rebuild of a pool, or gives null where nothing is to be done.</summary>
    /// <param name="poolId">The pool.</param>
    /// <param name="desktopIds">Only these desktops of it; null for all.</param>
    public async Task<RebuildPlan?> PlanAsync(string poolId, IReadOnlyList<string>? desktopIds)
    {
        if (_image is null && desktopIds is null && !IsRepair)
        {
            throw new ArgumentException($"Pool {poolId} needs an image to be rebuilt with: give -ImageId. Or give -Repair, which rebuilds the desktops that differ from their pool with its own image.");
        }

        await CheckImageAsync().ConfigureAwait(true);
        Pool pool = await run.Client.Pools.GetAsync(poolId, run.StopToken).ConfigureAwait(true);
        _pools.Add(pool);
        RebuildImage image = _image ?? RebuildImage.Of(pool);
        if (_image is not null && await jobs.SkipAsync(pool, image.Id, desktopIds).ConfigureAwait(true))
        {
            return null;
        }

        List<Desktop> all = await PoolSelection.ReadAsync(run.Client, poolId, run.StopToken).ConfigureAwait(true);
        List<Desktop> selected = await SelectAsync(pool, all, desktopIds).ConfigureAwait(true);
        if (_image is null && selected.Count == 0)
        {
            if (desktopIds is null)
            {
                await jobs.ReturnSkippedAsync(pool, image.Id).ConfigureAwait(true);
            }

            return null;
        }

        if (desktopIds is not null && selected.Count > PoolRebuild.MaxDesktops && !run.Settings.Wait)
        {
            int count = (selected.Count + PoolRebuild.MaxDesktops - 1) / PoolRebuild.MaxDesktops;
            throw new ArgumentException($"{selected.Count} desktops of pool '{pool.Name}' ({poolId}) need {count} jobs of up to {PoolRebuild.MaxDesktops} desktops, and each starts when the one before has ended: give -Wait. A whole pool is one job: pipe the pool, or give -Repair for all desktops that differ from it.");
        }

        string change = PoolImageChange.Describe(pool, image, PoolSelection.NotReached(all, selected, rebuild.HandleType));
        var confirmation = new ActionConfirmation($"Rebuild with {image}", selected, pool, isWholePool: desktopIds is null && !IsRepair) { Loss = RebuildTexts.Loss(rebuild.HandleType) + change };
        return run.Observer.Confirm(confirmation)
            ? new RebuildPlan(pool, image, desktopIds is null ? null : [.. selected.Select(desktop => desktop.DesktopId!)], [.. selected.Where(desktop => desktop.IsConnected()).Select(desktop => desktop.DesktopId!)])
            : null;
    }

    // Once for all input, and before anything is asked or sent.
    private async Task CheckImageAsync()
    {
        if (_image is not null && await _image.CheckAsync(run.Client, run.Settings.Force ? run.Observer.Warn : null, run.StopToken).ConfigureAwait(true) is { } wrong)
        {
            throw new ActionEndedException(wrong, _image.Id);
        }
    }

    private async Task<List<Desktop>> SelectAsync(Pool pool, List<Desktop> all, IReadOnlyList<string>? desktopIds)
    {
        List<Desktop> selected = PoolSelection.Choose(pool.PoolId!, all, desktopIds);
        if (_image is not null && !IsRepair)
        {
            return selected;
        }

        HashSet<string?> differing = await PoolSelection.FindDifferingAsync(run.Client, pool.PoolId!, run.StopToken).ConfigureAwait(true);
        ILookup<bool, Desktop> differs = selected.ToLookup(desktop => differing.Contains(desktop.DesktopId));
        if (_image is null && desktopIds is not null)
        {
            await ReturnFollowingAsync(pool, [.. differs[false]]).ConfigureAwait(true);
        }

        return [.. differs[true]];
    }

    private async Task ReturnFollowingAsync(Pool pool, IReadOnlyList<Desktop> desktops)
    {
        if (desktops.Count > 0)
        {
            string who = desktops.Count == 1 ? $"Desktop {desktops[0].Name} has" : $"{desktops.Count} desktops have";
            Job skipped = RebuildTexts.Skipped(Job.PoolRebuildType, $"{who} the image of pool {pool.Name} already.", pool.ImageId, nameof(PoolRebuild.ImageId));
            skipped.PoolId = pool.PoolId;
            skipped.DesktopId = [.. desktops.Select(desktop => desktop.DesktopId!)];
            await run.ReturnAsync(skipped).ConfigureAwait(true);
        }
    }
}
