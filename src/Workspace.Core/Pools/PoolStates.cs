using System;

namespace Workspace.Pools;

/// <summary>What the service's words for the states of pools mean.</summary>
public static class PoolStates
{
    /// <summary>Whether nothing is being done to a pool.</summary>
    /// <param name="pool">The pool.</param>
    /// <returns>Whether it is so.</returns>
    public static bool IsSteady(this Pool pool) => string.Equals(pool.Status, "STEADY", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a pool is being changed.</summary>
    /// <param name="pool">The pool.</param>
    /// <returns>Whether it is so.</returns>
    public static bool IsTemporary(this Pool pool) => string.Equals(pool.Status, "TEMPORARY", StringComparison.OrdinalIgnoreCase);
}
