using System;
using Workspace.Desktops;
using Workspace.Jobs;

namespace Workspace.Actions;

/// <summary>One result of an action: a job, a desktop, or the error of an input.</summary>
public sealed class ActionResult
{
    private ActionResult()
    {
    }

    /// <summary>A job that was started, that has ended, or that was not needed; null in other results.</summary>
    public Job? Job { get; private set; }

    /// <summary>A desktop that was changed; null in other results.</summary>
    public Desktop? Desktop { get; private set; }

    /// <summary>The error; null in other results.</summary>
    public Exception? Error { get; private set; }

    /// <summary>What the error is about: an id, several ids, or the reference of a job.</summary>
    public object? Target { get; private set; }

    /// <summary>The error ends the action, because every further request would fail as well. No result follows.</summary>
    public bool EndsAction { get; private set; }

    internal static ActionResult Of(Job job) => new() { Job = job };

    internal static ActionResult Of(Desktop desktop) => new() { Desktop = desktop };

    internal static ActionResult Failed(Exception error, object? target, bool endsAction = false) => new() { Error = error, Target = target, EndsAction = endsAction };
}
