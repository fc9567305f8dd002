using System.Collections.Generic;
using System.Threading.Tasks;

namespace Workspace.Benchmarks.Fleet.Lines;

/// <summary>A list of 50,000 desktops in detail, streamed to Measure-Object.</summary>
internal static class ListLine
{
    private const int Desktops = 50_000;
    private const double FloorLimit = 1.5;
    private const double RestMethodLimit = 8;

    public static Line Line { get; } = new("list", "List of 50,000 desktops in detail to Measure-Object", MeasureAsync);

    private static async Task<IReadOnlyList<Finding>> MeasureAsync(Round round, Notes notes)
    {
        await using EmulatedFleet fleet = await EmulatedFleet.StartAsync(Desktops);
        Samples[] all = await round.RunAsync(
            fleet,
            Contender.Script("this module", "List"),
            Contender.Floor("list"),
            Contender.Script("Invoke-RestMethod in a loop", "RestMethod"),
            Contender.Script("Invoke-RestMethod in ForEach-Object -Parallel", "RestMethodParallel"));
        foreach (Samples samples in all)
        {
            notes.Add(samples);
        }

        return
        [
            Finding.AtMost("CPU of the whole process, against the floor's", all[0]["cpu"] / all[1]["cpu"], FloorLimit),
            Finding.AtLeast("CPU of the Invoke-RestMethod loop, against this module's", all[2]["cpu"] / all[0]["cpu"], RestMethodLimit),
        ];
    }
}
