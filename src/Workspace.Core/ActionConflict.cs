using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Desktops;
using Workspace.Jobs;
using Workspace.Pools;

namespace Workspace;

/// <summary>
/// Finds out why the service refused to start a job as a conflict: it has one code for an action under way and for a state that does not allow
/// another. States do not show every action, so running jobs are read too.
/// </summary>
internal sealed class ActionConflict(DesktopOperations desktops, PoolOperations pools, JobOperations jobs)
{
    /// <summary>Reads what the action was to work on, and notes with the refusal what that shows.</summary>
    public async Task ExplainAsync(ActionTarget target, WorkspaceException conflict, CancellationToken cancellationToken)
    {
        try
        {
            if (target.PoolId is { } pool)
            {
                await ExplainPoolAsync(pool, conflict, cancellationToken).ConfigureAwait(false);
            }
            else if (target.DesktopIds.Count == 1)
            {
                await ExplainDesktopAsync(target.DesktopIds[0], conflict, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (WorkspaceException)
        {
            // The refusal is what counts; its reason stays unknown.
        }
    }

    private async Task ExplainDesktopAsync(string desktopId, WorkspaceException conflict, CancellationToken cancellationToken)
    {
        Desktop desktop = await desktops.GetAsync(desktopId, cancellationToken).ConfigureAwait(false);
        if (!desktop.IsIdle())
        {
            conflict.RunningTask = desktop.TaskStatus;
            return;
        }

        JobSnapshot running = await jobs.ReadSnapshotAsync(null, null, cancellationToken).ConfigureAwait(false);
        Note(conflict, running, running.FindRunning([desktopId]), $"on desktop {desktop.Name}", desktop.Status);
    }

    private async Task ExplainPoolAsync(string poolId, WorkspaceException conflict, CancellationToken cancellationToken)
    {
        Pool pool = await pools.GetAsync(poolId, cancellationToken).ConfigureAwait(false);
        if (pool.IsTemporary())
        {
            conflict.RunningTask = $"A change of pool {pool.Name} ({pool.Status})";
            return;
        }

        List<string> ids = [];
        await foreach (Desktop desktop in desktops.List(new DesktopFilter { PoolIds = [poolId] }).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (!desktop.IsIdle())
            {
                conflict.RunningTask = $"{desktop.TaskStatus} of desktop {desktop.Name}";
                return;
            }

            ids.Add(desktop.DesktopId ?? "");
        }

        JobSnapshot running = await jobs.ReadSnapshotAsync(null, null, cancellationToken).ConfigureAwait(false);
        Note(conflict, running, running.FindRunning(ids), $"in pool {pool.Name}", pool.Status);
    }

    private static void Note(WorkspaceException conflict, JobSnapshot running, Job? job, string where, string? status)
    {
        if (job is not null)
        {
            conflict.RunningTask = $"Job {job.JobId} ({job.Type})";
        }
        else if (running.Ids is not null)
        {
            conflict.StateConflict = $"Nothing is under way {where}, so waiting does not help: its Status is {status}, in which the service refuses this.";
        }
    }
}
