using System.Collections.Generic;
using System.Linq;

namespace Workspace.Pools;

/// <summary>A pool that is to be rebuilt.</summary>
/// <param name="pool">The pool.</param>
/// <param name="image">The image to rebuild with.</param>
/// <param name="desktopIds">Only these desktops of it; null for all.</param>
/// <param name="inUse">The desktops that somebody was logged on to.</param>
internal sealed class RebuildPlan(Pool pool, RebuildImage image, IReadOnlyList<string>? desktopIds, IReadOnlyCollection<string> inUse)
{
    public Pool Pool => pool;

    public string PoolId => pool.PoolId!;

    public RebuildImage Image => image;

    public IReadOnlyList<string>? DesktopIds => desktopIds;

    public IReadOnlyCollection<string> InUse => inUse;

    /// <summary>The same in parts, each of as many desktops as one request takes.</summary>
    public IReadOnlyList<RebuildPlan> Split()
    {
        if (desktopIds is null)
        {
            return [this];
        }

        List<RebuildPlan> parts = [];
        for (int start = 0; start < desktopIds.Count; start += PoolRebuild.MaxDesktops)
        {
            parts.Add(new(pool, image, [.. desktopIds.Skip(start).Take(PoolRebuild.MaxDesktops)], inUse));
        }

        return parts;
    }
}
