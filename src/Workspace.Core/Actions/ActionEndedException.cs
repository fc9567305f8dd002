using System;

namespace Workspace.Actions;

/// <summary>Ends an action with its last error, because every further request would fail as well.</summary>
internal sealed class ActionEndedException(Exception error, object? target) : Exception(error.Message, error)
{
    public object? Target => target;
}
