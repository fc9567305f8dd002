using System.Collections.Generic;
using System.Threading.Tasks;

namespace Workspace.Benchmarks.Fleet.Lines;

/// <summary>The first list of 1,000 desktops after the import: compiling, connecting, signing, pages of 500.</summary>
internal static class FirstListLine
{
    private const int Desktops = 1000;
    private const double Limit = 2.5;

    public static Line Line { get; } = new("first", "First Get-WsDesktop of 1,000 after the import", MeasureAsync);

    private static async Task<IReadOnlyList<Finding>> MeasureAsync(Round round, Notes notes)
    {
        await using EmulatedFleet fleet = await EmulatedFleet.StartAsync(Desktops);
        Samples[] all = await round.RunAsync(fleet, Contender.Script("this module", "First"), Contender.Floor("page"));
        notes.Add(all[0].Contender.Name, ("Connect-WsService", Text.Milliseconds(all[0]["connect"])), ("Get-WsDesktop", Text.Milliseconds(all[0]["list"])));
        notes.Add(all[1].Contender.Name, ("first page", Text.Milliseconds(all[1]["wall"])));
        return
        [
            Finding.AtMost("Get-WsDesktop, against the floor's first page", all[0]["list"] / all[1]["wall"], Limit),
            Finding.AtMost("Connect-WsService and Get-WsDesktop together, against the same", (all[0]["connect"] + all[0]["list"]) / all[1]["wall"], Limit),
        ];
    }
}
