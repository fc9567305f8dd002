using System.Collections.Generic;
using Workspace.Pools;

namespace Workspace.Commands;

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
}
