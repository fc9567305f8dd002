using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Desktops;
using Workspace.Http;

namespace Workspace.Pools;

/// <summary>Looks whether a rebuild shows.</summary>
internal static class RebuildCheck
{
    private const int MostNames = 10;

    /// <summary>What the rebuild was to move to its image and has not, in words; null when there is nothing.</summary>
    public static async Task<string?> FindLeftAsync(PoolOperations pools, string poolId, PoolRebuild rebuild, IReadOnlyCollection<string> spared, CancellationToken cancellationToken)
    {
        if (rebuild.HandleType == RebuildScope.OnlyForExpand)
        {
            return (await pools.GetAsync(poolId, cancellationToken).ConfigureAwait(false)).ImageId == rebuild.ImageId ? null : "the pool itself";
        }

        HashSet<string>? meant = rebuild.DesktopIds is null ? null : new(rebuild.DesktopIds, StringComparer.OrdinalIgnoreCase);
        HashSet<string> kept = rebuild.HandleType == RebuildScope.ForExpandAndIdle ? new(spared, StringComparer.OrdinalIgnoreCase) : [];
        List<string?> left = [];
        // A batch of a large pool is checked without reading the whole pool.
        DesktopFilter? filter = rebuild.DesktopIds is { Count: <= ResourceId.MaxCount } few ? new() { DesktopIds = few } : null;
        await foreach (Desktop desktop in pools.ListDesktops(poolId, null, filter).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (meant?.Contains(desktop.DesktopId ?? "") != false && !kept.Contains(desktop.DesktopId ?? "") && desktop.ImageId != rebuild.ImageId)
            {
                left.Add(desktop.Name ?? desktop.DesktopId);
            }
        }

        return left.Count switch
        {
            0 => null,
            <= MostNames => string.Join(", ", left),
            _ => $"{string.Join(", ", left.Take(MostNames))} and {left.Count - MostNames} more",
        };
    }
}
