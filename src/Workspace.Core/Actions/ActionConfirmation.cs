using System.Collections.Generic;
using Workspace.Desktops;
using Workspace.Pools;

namespace Workspace.Actions;

/// <summary>A change that is about to be made, for whoever confirms it.</summary>
public sealed class ActionConfirmation
{
    internal ActionConfirmation(string action, IReadOnlyCollection<Desktop> desktops, Pool? pool = null, bool isWholePool = false)
    {
        Action = action;
        Desktops = desktops;
        Pool = pool;
        IsWholePool = isWholePool;
    }

    /// <summary>What is done, such as: Rebuild with image 'win11'.</summary>
    public string Action { get; }

    /// <summary>The desktops that are changed.</summary>
    public IReadOnlyCollection<Desktop> Desktops { get; }

    /// <summary>The pool of the desktops, where the change is one of the pool.</summary>
    public Pool? Pool { get; }

    /// <summary>The change concerns all desktops of the pool.</summary>
    public bool IsWholePool { get; }

    /// <summary>What is lost, as the end of a sentence; empty where nothing is.</summary>
    public string Loss { get; internal set; } = "";

    /// <summary>Users may lose their work.</summary>
    public bool LosesWork { get; internal set; } = true;
}
