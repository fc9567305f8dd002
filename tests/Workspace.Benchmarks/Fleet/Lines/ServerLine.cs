using System.Collections.Generic;
using System.Threading.Tasks;

namespace Workspace.Benchmarks.Fleet.Lines;

/// <summary>The emulator's web server against the module: it must not be what limits the others.</summary>
internal static class ServerLine
{
    private const int Desktops = 50_000;
    private const double PageSize = 500;
    private const double Limit = 5;

    public static Line Line { get; } = new("server", "The emulator's web server", MeasureAsync);

    private static async Task<IReadOnlyList<Finding>> MeasureAsync(Round round, Notes notes)
    {
        await using EmulatedFleet fleet = await EmulatedFleet.StartAsync(Desktops);
        Samples[] all = await round.RunAsync(fleet, Contender.Script("this module", "List"), Contender.Floor("drain"));
        double module = Desktops / PageSize / all[0]["wall"] * 1000;
        double server = all[1]["count"] / all[1]["wall"] * 1000;
        notes.Add(all[0].Contender.Name, ("pages of 500 a second", Text.Number(module)));
        notes.Add("pages taken off the wire and not read, 4 at a time", ("pages a second", Text.Number(server)));
        return [Finding.AtLeast("the server's pages a second, against this module's", server / module, Limit)];
    }
}
