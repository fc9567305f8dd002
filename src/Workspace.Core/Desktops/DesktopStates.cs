using System;
using System.Collections.Generic;
using System.Linq;

namespace Workspace.Desktops;

/// <summary>What the service's words for the states of desktops mean.</summary>
internal static class DesktopStates
{
    /// <summary>Somebody is logged on: away from the desktop, or at it.</summary>
    public static readonly IReadOnlyList<string> WithSession = ["DISCONNECTED", "CONNECTED"];

    /// <summary>What a desktop is when a power action is over.</summary>
    public static IReadOnlyList<string> After(PowerAction action) => action switch
    {
        PowerAction.Start or PowerAction.Restart => ["ACTIVE"],
        PowerAction.Stop => ["SHUTOFF"],

        // Older regions may show a hibernated desktop as one that is off.
        _ => ["HIBERNATED", "SHUTOFF"],
    };

    /// <summary>What a desktop must be for a power action.</summary>
    public static IReadOnlyList<string> Before(PowerAction action) => action switch
    {
        PowerAction.Start => ["SHUTOFF", "HIBERNATED"],
        PowerAction.Stop => ["ACTIVE", "HIBERNATED"],
        _ => ["ACTIVE"],
    };

    /// <summary>Whether a state is one of these.</summary>
    public static bool IsOneOf(string? state, IEnumerable<string> states) => states.Contains(state, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether nothing is being done to a desktop.</summary>
    public static bool IsIdle(this Desktop desktop) => string.IsNullOrEmpty(desktop.TaskStatus);
}
