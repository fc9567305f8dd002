using System.Collections.Generic;

namespace Workspace.Pools;

/// <summary>A pool to rebuild, or some desktops of it.</summary>
/// <param name="poolId">The pool's id.</param>
/// <param name="desktopIds">Only these desktops of it; null for the whole pool. Those of a pool are gathered over all inputs.</param>
public sealed class PoolRebuildInput(string poolId, IReadOnlyList<string>? desktopIds = null)
{
    /// <summary>The pool's id.</summary>
    public string PoolId => poolId;

    /// <summary>Only these desktops of the pool; null for the whole pool.</summary>
    public IReadOnlyList<string>? DesktopIds => desktopIds;
}
