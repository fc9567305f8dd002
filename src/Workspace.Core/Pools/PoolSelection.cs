using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Desktops;

namespace Workspace.Pools;

/// <summary>Selects the desktops of a pool that a rebuild is for.</summary>
internal static class PoolSelection
{
    /// <summary>The pool's desktops.</summary>
    public static async Task<List<Desktop>> ReadAsync(WorkspaceClient client, string poolId, CancellationToken cancellationToken)
    {
        List<Desktop> desktops = [];
        await foreach (Desktop desktop in client.Desktops.List(new DesktopFilter { PoolIds = [poolId] }).WithCancellation(cancellationToken).ConfigureAwait(true))
        {
            desktops.Add(desktop);
        }

        return desktops;
    }

    /// <summary>
    /// The ids of the desktops whose image differs from the pool's now. What was piped may have been read long ago: a desktop that follows by now must
    /// not lose its disk.
    /// </summary>
    public static async Task<HashSet<string?>> FindDifferingAsync(WorkspaceClient client, string poolId, CancellationToken cancellationToken)
    {
        var ids = new HashSet<string?>(StringComparer.OrdinalIgnoreCase);
        await foreach (Desktop desktop in client.Pools.ListDesktops(poolId, Inconsistency.Image).WithCancellation(cancellationToken).ConfigureAwait(true))
        {
            ids.Add(desktop.DesktopId);
        }

        return ids;
    }

    /// <summary>The desktops with some ids, or all.</summary>
    /// <param name="poolId">The pool.</param>
    /// <param name="all">Its desktops.</param>
    /// <param name="desktopIds">The ids; null for all.</param>
    /// <exception cref="ArgumentException">The pool does not have one of them.</exception>
    public static List<Desktop> Choose(string poolId, List<Desktop> all, IReadOnlyList<string>? desktopIds)
    {
        if (desktopIds is null)
        {
            return all;
        }

        var ids = new HashSet<string?>(desktopIds, StringComparer.OrdinalIgnoreCase);
        List<Desktop> chosen = [.. all.Where(desktop => ids.Contains(desktop.DesktopId))];
        ids.ExceptWith(chosen.Select(desktop => desktop.DesktopId));
        return ids.Count == 0 ? chosen : throw new ArgumentException($"Pool {poolId} has no desktop {NameList.Of(ids)}.");
    }

    /// <summary>The desktops that keep the image that they have.</summary>
    /// <param name="all">The pool's desktops.</param>
    /// <param name="meant">Those that the rebuild is for.</param>
    /// <param name="scope">Which of these the image reaches; null for all.</param>
    public static IEnumerable<Desktop> NotReached(IEnumerable<Desktop> all, IEnumerable<Desktop> meant, RebuildScope? scope)
    {
        var reached = new HashSet<Desktop>(scope switch
        {
            RebuildScope.OnlyForExpand => [],
            RebuildScope.ForExpandAndIdle => meant.Where(desktop => !desktop.IsConnected()),
            _ => meant,
        });
        return all.Where(desktop => !reached.Contains(desktop));
    }
}
