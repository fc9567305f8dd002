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

    private static string LoggedOn(IReadOnlyCollection<Desktop> desktops) =>
        Count(desktops.Count(d => string.Equals(d.LoginStatus, "CONNECTED", System.StringComparison.OrdinalIgnoreCase)), "user") + " logged on";

    private static string Count(int count, string noun) => $"{(count == 0 ? "no" : count.ToString(System.Globalization.CultureInfo.InvariantCulture))} {noun}{(count == 1 ? "" : "s")}";
}
