using System.Collections.Generic;

namespace Workspace.Desktops;

/// <summary>The body of POST /desktops/action, and without ids that of POST /desktop-pools/{pool_id}/action.</summary>
/// <param name="DesktopIds">1 to 100 ids; null for a pool.</param>
/// <param name="OpType">What to do.</param>
/// <param name="Type">SOFT or HARD.</param>
internal sealed record PowerRequest(IReadOnlyList<string>? DesktopIds, string OpType, string Type)
{
    public static PowerRequest ForDesktops(IReadOnlyList<string> ids, PowerAction action, bool force) =>
        new(ids, action == PowerAction.Suspend ? "os-hibernate" : Word(action), Strength(force));

    public static PowerRequest ForPool(PowerAction action, bool force) => new(null, Word(action), Strength(force));

    // Desktops and pools have words of their own for one of the four.
    private static string Word(PowerAction action) => action switch
    {
        PowerAction.Start => "os-start",
        PowerAction.Stop => "os-stop",
        PowerAction.Restart => "reboot",
        _ => "hibernate",
    };

    private static string Strength(bool force) => force ? "HARD" : "SOFT";
}
