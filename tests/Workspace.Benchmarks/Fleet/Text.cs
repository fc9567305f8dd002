using System;
using System.Globalization;

namespace Workspace.Benchmarks.Fleet;

/// <summary>Figures as people read them, the same under every culture.</summary>
internal static class Text
{
    private const double Megabyte = 1_000_000;

    public static string Number(double value) => value.ToString(Math.Abs(value) < 100 ? "0.##" : "#,0", CultureInfo.InvariantCulture);

    public static string Milliseconds(double value) => Number(value) + " ms";

    public static string Megabytes(double bytes) => Number(bytes / Megabyte) + " MB";
}
