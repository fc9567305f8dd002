using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace Workspace.Benchmarks.Fleet.Lines;

/// <summary>Who wants few desktops asks for few.</summary>
internal static class FewLine
{
    private const int Desktops = 5000;

    public static Line Line { get; } = new("few", "Get-WsDesktop -First 10; Get-WsDesktop | Select-Object -First 1", MeasureAsync);

    private static async Task<IReadOnlyList<Finding>> MeasureAsync(Round round, Notes notes)
    {
        await using EmulatedFleet fleet = await EmulatedFleet.StartAsync(Desktops);
        return
        [
            await AskAsync(Contender.Script("Get-WsDesktop -First 10", "Few", "10"), "one request with limit 10", request => request.EndsWith("limit=10", StringComparison.Ordinal)),
            await AskAsync(Contender.Script("Get-WsDesktop | Select-Object -First 1", "Few", "1", "-Cut"), "one page", _ => true),
        ];

        async Task<Finding> AskAsync(Contender contender, string target, Func<string, bool> isGood)
        {
            await round.RunAsync(fleet, contender);
            string[] lists = [.. fleet.Requests.Where(request => request.Contains("/desktops", StringComparison.Ordinal))];
            string asked = string.Join("; ", lists.Select(request => request[(request.IndexOf('?', StringComparison.Ordinal) + 1)..]));
            notes.Add(contender.Name, ("lists asked for", asked));
            return new Finding($"`{contender.Name.Replace("|", "\\|", StringComparison.Ordinal)}`", asked, target, lists.Length == 1 && isGood(lists[0]));
        }
    }
}
