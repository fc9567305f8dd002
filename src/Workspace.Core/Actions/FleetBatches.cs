using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Workspace.Desktops;
using Workspace.Pools;

namespace Workspace.Actions;

/// <summary>Gathers desktops into batches, and reads each pool with its desktops. Hands over what is to be changed.</summary>
/// <param name="run">The run.</param>
/// <param name="selectAsync">Whether a desktop, or a pool with its desktops, is to be changed; called for one after the other.</param>
/// <param name="sendAsync">Takes those of a batch that are, at least one.</param>
/// <param name="sendPoolAsync">Takes a pool that is, with its desktops.</param>
internal sealed class FleetBatches(
    ActionRun run,
    Func<IReadOnlyCollection<Desktop>, Pool?, Task<bool>> selectAsync,
    Func<IReadOnlyList<Desktop>, Task> sendAsync,
    Func<Pool, IReadOnlyList<Desktop>, Task> sendPoolAsync)
{
    private readonly HashSet<string> _pools = new(StringComparer.OrdinalIgnoreCase);
    private readonly DesktopBatches _desktops = new(
        run,
        desktop => selectAsync([desktop], null),
        async desktops => await run.TryAsync(desktops.Select(desktop => desktop.DesktopId).ToArray(), () => sendAsync(desktops)).ConfigureAwait(true));

    public async Task AddAsync(FleetTarget target)
    {
        if (target.PoolId is not { } poolId)
        {
            await _desktops.AddAsync(target.DesktopId!).ConfigureAwait(true);
        }
        else if (_pools.Add(poolId))
        {
            await run.TryAsync(poolId, () => AddPoolAsync(poolId)).ConfigureAwait(true);
        }
    }

    /// <summary>Hands over the rest of the desktops.</summary>
    public Task CompleteAsync() => _desktops.CompleteAsync();

    /// <summary>Waits until nothing is under way, whatever becomes of it.</summary>
    public Task DrainAsync() => _desktops.DrainAsync();

    private async Task AddPoolAsync(string id)
    {
        Pool pool = await run.Client.Pools.GetAsync(id, run.StopToken).ConfigureAwait(true);
        pool.PoolId = id;
        List<Desktop> desktops = [];
        await foreach (Desktop desktop in run.Client.Desktops.List(new DesktopFilter { PoolIds = [id] }).WithCancellation(run.StopToken).ConfigureAwait(true))
        {
            desktop.PoolId = id;
            desktops.Add(desktop);
        }

        if (await selectAsync(desktops, pool).ConfigureAwait(true))
        {
            await sendPoolAsync(pool, desktops).ConfigureAwait(true);
        }
    }
}
