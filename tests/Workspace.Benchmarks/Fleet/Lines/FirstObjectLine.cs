using System.Collections.Generic;
using System.Threading.Tasks;

namespace Workspace.Benchmarks.Fleet.Lines;

/// <summary>How long after the first page the first object is in the pipeline.</summary>
internal static class FirstObjectLine
{
    private const int Desktops = 2000;
    private const double Limit = 15;

    public static Line Line { get; } = new("first-object", "First object", MeasureAsync);

    private static async Task<IReadOnlyList<Finding>> MeasureAsync(Round round, Notes notes)
    {
        await using EmulatedFleet fleet = await EmulatedFleet.StartAsync(Desktops);
        Samples[] all = await round.RunAsync(fleet, Contender.Script("this module", "FirstObject"));
        notes.Add("bare HttpClient", ("first page here after", Text.Milliseconds(all[0]["arrival"])));
        notes.Add(all[0].Contender.Name, ("first object after the page, first call of the process", Text.Milliseconds(all[0]["cold"])), ("later", Text.Milliseconds(all[0]["warm"])));
        return [Finding.AtMost("first object after the first page's arrival", all[0]["warm"], Limit, " ms")];
    }
}
