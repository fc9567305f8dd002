using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Actions;
using Workspace.Desktops;
using Workspace.Jobs;

namespace Workspace.Pools;

/// <summary>Starts the rebuild of a pool once, skips a pool that has the image, and verifies the pool when its job has ended.</summary>
internal sealed class PoolRebuildJobs(ActionRun run, PoolRebuild rebuild)
{
    /// <summary>Starts a pool's job, or gives null where nothing is to be done any more.</summary>
    public async Task<StartedJob?> StartAsync(RebuildPlan plan)
    {
        // Its turn may have come hours after it was read.
        Pool pool = run.Settings.Wait ? await run.Client.Pools.GetAsync(plan.PoolId, run.StopToken).ConfigureAwait(true) : plan.Pool;
        if (rebuild.ImageId is null && pool.ImageId != plan.Image.Id)
        {
            throw new ArgumentException($"Pool '{pool.Name}' ({pool.PoolId}) has got image {pool.ImageId} in place of {plan.Image.Id} meanwhile: nothing was sent. Run the command again.");
        }

        ActionTarget target = run.Client.Pools.RebuildTarget(pool, plan.Image.Id, plan.DesktopIds);
        bool isBeingRebuilt = IsBeingRebuilt(pool, plan.Image.Id);
        pool = isBeingRebuilt ? await WaitForRebuildAsync(pool, plan.Image.Id, target).ConfigureAwait(true) : pool;
        if ((isBeingRebuilt || run.Settings.Wait) && await SkipAsync(pool, plan.Image.Id, plan.DesktopIds).ConfigureAwait(true))
        {
            return null;
        }

        // A runbook that was ended and is run again goes on with the rebuild that it started.
        PoolRebuild request = rebuild.For(plan.Image.Id, plan.DesktopIds);
        string jobId = await run.StartJobAsync(
            target,
            token => run.Client.Pools.RebuildAsync(plan.PoolId, request, token),
            _ => run.Settings.Wait).ConfigureAwait(true);
        var job = Job.Started(jobId, Job.PoolRebuildType);
        job.PoolId = plan.PoolId;
        job.ImageId = plan.Image.Id;
        job.DesktopId = [.. plan.DesktopIds ?? []];
        return new StartedJob(job, $"pool {plan.Pool.Name}")
        {
            Describe = read => read.ImageId = plan.Image.Id,
            CompleteAsync = (ended, settle) => VerifyAsync(ended, plan, request, settle),
        };
    }

    /// <summary>Skips a pool that has the image, and no desktop of which differs from it.</summary>
    /// <returns>Whether it was skipped.</returns>
    public async Task<bool> SkipAsync(Pool pool, string imageId, IReadOnlyList<string>? desktopIds)
    {
        if (desktopIds is not null || run.Settings.Force || !await IsDoneAsync(pool, imageId).ConfigureAwait(true))
        {
            return false;
        }

        await ReturnSkippedAsync(pool, imageId).ConfigureAwait(true);
        return true;
    }

    /// <summary>Returns the job of a pool that needs nothing.</summary>
    public Task ReturnSkippedAsync(Pool pool, string imageId)
    {
        Job skipped = RebuildTexts.Skipped(
            Job.PoolRebuildType,
            $"Pool {pool.Name} has this image already, and no desktop differs from it.",
            imageId,
            rebuild.Repair == true ? nameof(PoolRebuild.ImageId) : nameof(ActionSettings.Force));
        skipped.PoolId = pool.PoolId;
        return run.ReturnAsync(skipped);
    }

    private bool IsBeingRebuilt(Pool pool, string imageId) => !run.Settings.Force && pool.ImageId == imageId && pool.IsTemporary();

    // The job that makes it so may show only some moments later. Until then nobody must start another.
    private async Task<Pool> WaitForRebuildAsync(Pool pool, string imageId, ActionTarget target)
    {
        async Task<bool> IsStillAsync(CancellationToken token) => IsBeingRebuilt(pool = await run.Client.Pools.GetAsync(target.PoolId!, token).ConfigureAwait(true), imageId);
        return await run.Client.Jobs.WaitUntilListedAsync(target, IsStillAsync, run.StopToken).ConfigureAwait(true) ? pool : throw new WorkspaceException(
            WorkspaceException.ResourceBusy,
            $"Pool '{pool.Name}' ({target.PoolId}) is TEMPORARY and has image {imageId}: it is being rebuilt with that, although no job of it is listed. Run the command again when Get-WsPool -PoolId {target.PoolId} says STEADY, or use -Force.");
    }

    private async Task<bool> IsDoneAsync(Pool pool, string imageId)
    {
        if (pool.ImageId != imageId || !pool.IsSteady())
        {
            return false;
        }

        await foreach (Desktop _ in run.Client.Pools.ListDesktops(pool.PoolId!, Inconsistency.Image).WithCancellation(run.StopToken).ConfigureAwait(true))
        {
            return false;
        }

        return true;
    }

    private async Task VerifyAsync(Job job, RebuildPlan plan, PoolRebuild request, SettleTime settle)
    {
        if (!await run.Client.Pools.WaitUntilSettledAsync(plan.PoolId, settle.Left, run.StopToken).ConfigureAwait(true))
        {
            run.Observer.Warn($"Job {job.JobId} has ended, but pool {plan.PoolId} or a desktop of it is still busy after {settle}. Look with: Get-WsPoolDesktop -PoolId {plan.PoolId}");
        }

        if (job.Status == JobStatus.Succeeded
            && await run.Client.Pools.WaitUntilFollowedAsync(plan.PoolId, request, plan.InUse, settle.Left, run.StopToken).ConfigureAwait(true) is { } left)
        {
            throw new WorkspaceException(
                WorkspaceException.LeftBehind,
                $"Job {job.JobId} succeeded, but in pool '{plan.Pool.Name}' ({plan.PoolId}) not everything has image {plan.Image.Id} after {settle}: {left}. Look with: Get-WsPoolDesktop -PoolId {plan.PoolId} -Inconsistent Image.");
        }
    }
}
