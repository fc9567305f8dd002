using System.Collections.Generic;
using System.Linq;
using Workspace.Desktops;
using Workspace.Pools;

namespace Workspace.Commands.Shell;

/// <summary>Names what an action works on, for prompts and -WhatIf: name, id, and who is logged on.</summary>
internal static class Targets
{
    public static string Describe(Desktop desktop) =>
        $"desktop '{desktop.Name}' ({desktop.DesktopId}), {LoggedOn([desktop])}";

    public static string Describe(Pool pool, IReadOnlyCollection<Desktop> desktops, bool isWhole) =>
        $"{(isWhole ? "" : Count(desktops.Count, "desktop") + " of ")}pool '{pool.Name}' ({pool.PoolId})"
        + (isWhole ? $" with {Count(desktops.Count, "desktop")}" : $" ({string.Join(", ", desktops.Select(d => d.Name))})")
        + $", {LoggedOn(desktops)}";

    /// <summary>Somebody is logged on.</summary>
    public static bool IsInUse(Desktop desktop) => string.Equals(desktop.LoginStatus, "CONNECTED", System.StringComparison.OrdinalIgnoreCase);

    private static string LoggedOn(IReadOnlyCollection<Desktop> desktops) => Count(desktops.Count(IsInUse), "user") + " logged on";

    private static string Count(int count, string noun) => $"{(count == 0 ? "no" : count.ToString(System.Globalization.CultureInfo.InvariantCulture))} {noun}{(count == 1 ? "" : "s")}";
}
