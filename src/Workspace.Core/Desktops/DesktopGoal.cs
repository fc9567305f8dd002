using System;
using System.Collections.Generic;

namespace Workspace.Desktops;

/// <summary>The state that desktops are waited for to reach.</summary>
/// <param name="Name">The state, as a message names it.</param>
/// <param name="IsReached">Whether a desktop is in it.</param>
/// <param name="IsMissed">Whether a desktop will not reach it any more.</param>
/// <param name="Describe">The state that a desktop is in instead.</param>
internal sealed record DesktopGoal(string Name, Func<Desktop, bool> IsReached, Func<Desktop, bool> IsMissed, Func<Desktop, string?> Describe)
{
    private const string Broken = "ERROR";

    /// <summary>No user is logged on.</summary>
    public static DesktopGoal LoggedOff { get; } = new("logged off", desktop => !desktop.InUse, _ => false, desktop => desktop.LoginStatus);

    /// <summary>The state after a power action, with nothing being done to the desktop.</summary>
    public static DesktopGoal After(PowerAction action)
    {
        IReadOnlyList<string> states = DesktopStates.After(action);
        return new(
            states[0],
            desktop => desktop.IsIdle() && DesktopStates.IsOneOf(desktop.Status, states),
            desktop => desktop.IsIdle() && DesktopStates.IsOneOf(desktop.Status, [Broken]),
            desktop => desktop.Status + (desktop.IsIdle() ? "" : $" ({desktop.TaskStatus})"));
    }
}
