using System;
using System.Globalization;

namespace Workspace.Emulator.Http;

/// <summary>The service's two ways to spell a time.</summary>
internal static class Times
{
    /// <summary>For example 2026-03-02T06:00:00.000Z.</summary>
    public static string Iso(DateTimeOffset time) => Spell(time, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'");

    /// <summary>For example 2026-03-02 06:00:00: UTC, but it does not say so.</summary>
    public static string Plain(DateTimeOffset time) => Spell(time, "yyyy-MM-dd HH:mm:ss");

    public static string Spell(DateTimeOffset time, string format) => time.UtcDateTime.ToString(format, CultureInfo.InvariantCulture);
}
