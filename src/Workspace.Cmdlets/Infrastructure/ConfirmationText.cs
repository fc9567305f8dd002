using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Workspace.Actions;
using Workspace.Desktops;
using Workspace.Pools;

namespace Workspace.Commands.Infrastructure;

/// <summary>Names what an action works on, for prompts and -WhatIf: name, id, and who is logged on.</summary>
internal static class ConfirmationText
{
    public static string Describe(ActionConfirmation change) =>
        change.Pool is { } pool ? Describe(pool, change.Desktops, change.IsWholePool) : Describe(change.Desktops);

    public static string Describe(Desktop desktop) => Describe([desktop]);

    public static string Describe(IReadOnlyCollection<Desktop> desktops) => desktops.Count == 1
        ? $"desktop '{desktops.First().Name}' ({desktops.First().DesktopId}), {LoggedOn(desktops)}"
        : $"{Count(desktops.Count, "desktop")} ({NameList.Of([.. desktops.Select(d => d.Name)])}), {LoggedOn(desktops)}";

    public static string Describe(Pool pool, IReadOnlyCollection<Desktop> desktops, bool isWhole)
    {
        string named = $"pool '{pool.Name}' ({pool.PoolId})";
        string count = Count(desktops.Count, "desktop");
        string names = desktops.Count == 0 ? "" : $" ({NameList.Of([.. desktops.Select(d => d.Name)])})";
        return $"{(isWhole ? $"{named} with {count}" : $"{count} of {named}")}{names}, {LoggedOn(desktops)}";
    }

    // A session that only lost its client goes on, and so does what was not saved in it.
    private static string LoggedOn(IReadOnlyCollection<Desktop> desktops)
    {
        Desktop[] connected = [.. desktops.Where(d => d.IsConnected())];
        Desktop[] disconnected = [.. desktops.Where(d => d.IsDisconnected())];
        return Sessions(connected, "user", "logged on") + (disconnected.Length == 0 ? "" : ", " + Sessions(disconnected, "session", "disconnected"));
    }

    private static string Sessions(Desktop[] desktops, string noun, string state)
    {
        string users = NameList.Of([.. desktops.SelectMany(UsersOf).Where(user => !string.IsNullOrEmpty(user))]);
        return $"{Count(desktops.Length, noun)} {state}" + (users.Length == 0 ? "" : $" ({users})");
    }

    // A desktop of several users names none of them by itself.
    private static IEnumerable<string?> UsersOf(Desktop desktop) =>
        string.IsNullOrEmpty(desktop.UserName) ? (desktop.AttachedUsers ?? []).Select(user => user?.UserName) : [desktop.UserName];

    private static string Count(int count, string noun) => $"{(count == 0 ? "no" : count.ToString(CultureInfo.InvariantCulture))} {noun}{(count == 1 ? "" : "s")}";
}
