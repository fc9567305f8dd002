using System;
using System.Globalization;

namespace Workspace.Tests.Chaos;

/// <summary>What the environment asks for: WORKSPACE_CHAOS_SEED is the first run's seed, WORKSPACE_CHAOS_RUNS how many there are.</summary>
internal static class ChaosSwitches
{
    public const int StandardRuns = 10_000;

    public static int FirstSeed => Read("WORKSPACE_CHAOS_SEED", 1);

    public static int Runs => Read("WORKSPACE_CHAOS_RUNS", StandardRuns);

    /// <summary>The command that makes one run again.</summary>
    public static string Replay(int seed) =>
        $"WORKSPACE_CHAOS_SEED={seed} WORKSPACE_CHAOS_RUNS=1 dotnet run --project tests/Workspace.Core.Tests -- --filter-class Workspace.Tests.Chaos.ChaosTests";

    private static int Read(string name, int otherwise)
    {
        string? text = Environment.GetEnvironmentVariable(name);
        return string.IsNullOrEmpty(text)
            ? otherwise
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                ? number
                : throw new FormatException($"{name} is '{text}'; it must be a number from 0 on.");
    }
}
