using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace Workspace.Benchmarks.Fleet.Lines;

/// <summary>Test-WsSysprep for 10,000 piped desktops where every answer takes 100 ms.</summary>
internal static class SysprepLine
{
    private const int Desktops = 10_000;
    private const int Latency = 100;
    private const double BatchSize = 100;
    private const double ThrottleLimit = 16;
    private const double Limit = 1.15;

    public static Line Line { get; } = new("sysprep", "Test-WsSysprep for 10,000 piped desktops at 100 ms", MeasureAsync);

    private static async Task<IReadOnlyList<Finding>> MeasureAsync(Round round, Notes notes)
    {
        await using EmulatedFleet fleet = await EmulatedFleet.StartAsync(Desktops, Latency);
        Samples[] all = await round.RunAsync(fleet, Contender.Script("this module", "Sysprep"));
        double ideal = Math.Ceiling(Desktops / BatchSize / ThrottleLimit) * Latency;
        notes.Add(all[0]);
        notes.Add("round trips alone", ("7 of 16 requests at a time", Text.Milliseconds(ideal)));
        return [Finding.AtMost("time, against the ideal of 7 round trips", all[0]["wall"] / ideal, Limit)];
    }
}
