using System.Threading;
using System.Threading.Tasks;
using Workspace.Desktops;
using Workspace.Jobs;
using Workspace.Pools;

namespace Workspace;

/// <summary>Finds out why the service refused to start a job as a conflict: it has one code for an action under way and for a state that does not allow another.</summary>
internal sealed class ActionConflict(DesktopOperations desktops, PoolOperations pools)
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
                Explain(conflict, await desktops.GetAsync(target.DesktopIds[0], cancellationToken).ConfigureAwait(false));
            }
        }
        catch (WorkspaceException)
        {
            // The refusal is what counts; its reason stays unknown.
        }
    }

    private async Task ExplainPoolAsync(string poolId, WorkspaceException conflict, CancellationToken cancellationToken)
    {
        Pool pool = await pools.GetAsync(poolId, cancellationToken).ConfigureAwait(false);
        if (pool.IsTemporary())
        {
            conflict.RunningTask = $"A change of pool {pool.Name} ({pool.Status})";
            return;
        }

        await foreach (Desktop desktop in desktops.List(new DesktopFilter { PoolIds = [poolId] }).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (!desktop.IsIdle())
            {
                conflict.RunningTask = $"{desktop.TaskStatus} of desktop {desktop.Name}";
                return;
            }
        }

        conflict.StateConflict = $"Nothing is under way in pool {pool.Name}, so waiting does not help: its Status is {pool.Status}, in which the service refuses this.";
    }

    private static void Explain(WorkspaceException conflict, Desktop desktop)
    {
        if (desktop.IsIdle())
        {
            conflict.StateConflict = $"Nothing is under way on desktop {desktop.Name}, so waiting does not help: its Status is {desktop.Status}, in which the service refuses this.";
        }
        else
        {
            conflict.RunningTask = desktop.TaskStatus;
        }
    }
}
