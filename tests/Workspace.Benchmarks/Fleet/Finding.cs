namespace Workspace.Benchmarks.Fleet;

/// <summary>What a line came to.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Measured">The figure, in words.</param>
/// <param name="Target">What is to be reached, in words.</param>
/// <param name="IsReached">Whether it is.</param>
internal sealed record Finding(string What, string Measured, string Target, bool IsReached)
{
    /// <summary>A ratio that must not be above a limit.</summary>
    public static Finding AtMost(string what, double ratio, double limit, string unit = " times") => Of(what, ratio, limit, unit, "at most", ratio <= limit);

    /// <summary>A ratio that must not be below a limit.</summary>
    public static Finding AtLeast(string what, double ratio, double limit, string unit = " times") => Of(what, ratio, limit, unit, "at least", ratio >= limit);

    private static Finding Of(string what, double value, double limit, string unit, string relation, bool reached) =>
        new(what, Text.Number(value) + unit, $"{relation} {Text.Number(limit)}{unit}", reached);
}
