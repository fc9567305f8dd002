using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace Workspace.Benchmarks.Fleet.Lines;

/// <summary>The same list where every answer takes 50 ms: pages are fetched ahead.</summary>
internal static class LatencyLine
{
    private const int Desktops = 50_000;
    private const int Latency = 50;
    private const int Window = 4;
    private const double Limit = 1.2;

    // Each page begins with the last item of the one before.
    private const double NewItemsAPage = 499;

    public static Line Line { get; } = new("latency", "The same list at 50 ms a page", MeasureAsync);

    private static async Task<IReadOnlyList<Finding>> MeasureAsync(Round round, Notes notes)
    {
        await using EmulatedFleet fleet = await EmulatedFleet.StartAsync(Desktops, Latency);
        Samples[] all = await round.RunAsync(fleet, Contender.Script("this module", "List"), Contender.Floor("list"));
        foreach (Samples samples in all)
        {
            notes.Add(samples);
        }

        double ideal = Math.Ceiling((Desktops - 1) / NewItemsAPage) / Window * Latency;
        notes.Add("round trips alone", ("pages / window", Text.Milliseconds(ideal)));
        return [Finding.AtMost("time of the list, against pages / page window round trips", all[0]["wall"] / ideal, Limit)];
    }
}
