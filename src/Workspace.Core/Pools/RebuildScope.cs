namespace Workspace.Pools;

/// <summary>Which desktops a pool's new image reaches (handle_type).</summary>
public enum RebuildScope
{
    /// <summary>Desktops made from now on (ONLY_FOR_EXPAND).</summary>
    OnlyForExpand,

    /// <summary>Those and the idle ones (FOR_EXPAND_AND_IDLE).</summary>
    ForExpandAndIdle,

    /// <summary>Those and all others (FOR_EXPAND_AND_ALL).</summary>
    ForExpandAndAll,
}
