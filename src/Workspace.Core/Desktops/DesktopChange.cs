using System;
using System.Collections.Generic;

namespace Workspace.Desktops;

/// <summary>A change of desktops that starts no job. The states of the desktops before and after show whether it was carried out.</summary>
public sealed class DesktopChange
{
    private readonly Dictionary<string, Desktop> _before = new(StringComparer.OrdinalIgnoreCase);
    private readonly Func<Desktop, Desktop, bool> _shows;
    private readonly Func<Desktop, string?>? _findConflict;

    private DesktopChange(string name, IEnumerable<Desktop> before, Func<Desktop, Desktop, bool> shows, Func<Desktop, string?>? findConflict = null)
    {
        _findConflict = findConflict;
        Name = name;
        _shows = shows;
        foreach (Desktop desktop in before)
        {
            _before[desktop.DesktopId ?? ""] = desktop;
        }
    }

    /// <summary>A power action: the desktop works on something new, or is in a state that the action leads to and it was not in.</summary>
    /// <param name="action">The action.</param>
    /// <param name="before">The desktops as they were before.</param>
    /// <returns>The change.</returns>
    public static DesktopChange Power(PowerAction action, IEnumerable<Desktop> before)
    {
        IReadOnlyList<string> goal = DesktopStates.After(action);
        return new(
            action.ToString(),
            before,
            (then, now) => IsNewTask(then, now) || (DesktopStates.IsOneOf(now.Status, goal) && !DesktopStates.IsOneOf(then.Status, goal)),
            now => FindConflict(action, now));
    }

    /// <summary>A logoff: the desktop had a session, and has none.</summary>
    /// <param name="before">The desktops as they were before.</param>
    /// <returns>The change.</returns>
    public static DesktopChange LogOff(IEnumerable<Desktop> before) => new("Logoff", before, (then, now) => then.InUse && !now.InUse);

    /// <summary>A rebuild: the desktop has the image that it did not have, or is being rebuilt and was not.</summary>
    /// <param name="imageId">The rebuild's image.</param>
    /// <param name="before">The desktops as they were before.</param>
    /// <returns>The change.</returns>
    public static DesktopChange Rebuild(string imageId, IEnumerable<Desktop> before) => new("Rebuild", before, (then, now) =>
        (now.ImageId == imageId && then.ImageId != imageId) || IsNewTask(then, now));

    /// <summary>Whether a power action has nothing to do: the desktop is in the state that it leads to. A restart always has something to do.</summary>
    /// <param name="action">The action.</param>
    /// <param name="desktop">The desktop.</param>
    /// <returns>Whether it is so.</returns>
    public static bool IsDone(PowerAction action, Desktop desktop) =>
        action != PowerAction.Restart && desktop.IsIdle() && DesktopStates.IsOneOf(desktop.Status, DesktopStates.After(action));

    /// <summary>The change in a word.</summary>
    public string Name { get; }

    /// <summary>The ids of the desktops.</summary>
    internal IReadOnlyCollection<string> DesktopIds => _before.Keys;

    /// <summary>Whether a desktop shows by now that the change was carried out.</summary>
    internal bool IsShownBy(Desktop now) => _before.TryGetValue(now.DesktopId ?? "", out Desktop? then) && _shows(then, now);

    /// <summary>Why the state of a desktop does not allow the change, in sentences; null where it does, or that is not known.</summary>
    internal string? FindConflict(Desktop now) => _findConflict?.Invoke(now);

    private static string? FindConflict(PowerAction action, Desktop now)
    {
        IReadOnlyList<string> needed = DesktopStates.Before(action);
        if (!DesktopStates.IsOneOf(now.Status, needed))
        {
            string start = DesktopStates.IsOneOf(now.Status, DesktopStates.Before(PowerAction.Start)) ? $" Start it first: Start-WsDesktop -DesktopId {now.DesktopId}" : "";
            return $"Its Status is {now.Status}, and {action} needs {string.Join(" or ", needed)}.{start}";
        }

        return action == PowerAction.Suspend && !string.IsNullOrEmpty(now.OSType) && !string.Equals(now.OSType, "Windows", StringComparison.OrdinalIgnoreCase)
            ? $"Its system is {now.OSType}, and only Windows can be suspended."
            : null;
    }

    private static bool IsNewTask(Desktop then, Desktop now) => !now.IsIdle() && !string.Equals(now.TaskStatus, then.TaskStatus, StringComparison.OrdinalIgnoreCase);
}
