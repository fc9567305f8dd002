using System.Collections.Generic;
using System.Threading.Tasks;

namespace Workspace.Benchmarks.Fleet.Lines;

/// <summary>Peak memory of the process that lists many desktops against few.</summary>
internal static class MemoryLine
{
    private const int Many = 100_000;
    private const int Few = 1000;
    private const double MegabytesLimit = 40;
    private const double Megabyte = 1_000_000;

    public static Line Line { get; } = new("memory", "Peak memory, 100,000 listed against 1,000", MeasureAsync);

    private static async Task<IReadOnlyList<Finding>> MeasureAsync(Round round, Notes notes)
    {
        await using EmulatedFleet many = await EmulatedFleet.StartAsync(Many);
        await using EmulatedFleet few = await EmulatedFleet.StartAsync(Few);
        Samples[] all = await round.RunAsync((Contender.Script("this module, 100,000", "List"), many), (Contender.Script("this module, 1,000", "List"), few));
        foreach (Samples samples in all)
        {
            notes.Add(samples);
        }

        return [Finding.AtMost("peak memory above that of 1,000", (all[0]["peak"] - all[1]["peak"]) / Megabyte, MegabytesLimit, " MB")];
    }
}
