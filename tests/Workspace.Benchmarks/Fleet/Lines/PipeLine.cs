using System.Collections.Generic;
using System.Threading.Tasks;

namespace Workspace.Benchmarks.Fleet.Lines;

/// <summary>What a piped object costs inside a cmdlet that sends nothing for it.</summary>
internal static class PipeLine
{
    private const double Limit = 2;

    public static Line Line { get; } = new("pipe", "A piped object inside a cmdlet, no HTTP", MeasureAsync);

    private static async Task<IReadOnlyList<Finding>> MeasureAsync(Round round, Notes notes)
    {
        Samples[] all = await round.RunAsync(null, Contender.Script("this module", "Pipe"));
        notes.Add("Wait-WsJob, skipped jobs", ("an object", Text.Number(all[0]["ours"]) + " µs"));
        notes.Add("a plain cmdlet with the same parameters", ("an object", Text.Number(all[0]["plain"]) + " µs"));
        return [Finding.AtMost("a piped object, above a plain cmdlet that binds the same", all[0]["ours"] - all[0]["plain"], Limit, " µs")];
    }
}
