using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Workspace.Benchmarks.Fleet.Lines;

namespace Workspace.Benchmarks.Fleet;

/// <summary>
/// Measures whole processes: starts the emulator's web server itself, runs each contender several times in turn, and prints medians
/// and ratios as markdown.
/// </summary>
internal static class FleetCommand
{
    private const int LeastRuns = 5;

    private static readonly Line[] _lines =
    [
        ImportLine.Line,
        FirstListLine.Line,
        ListLine.Line,
        LatencyLine.Line,
        MemoryLine.Line,
        FirstObjectLine.Line,
        FewLine.Line,
        SysprepLine.Line,
        AgentLine.Line,
        PipeLine.Line,
        ScaleLine.Line,
        PackageLine.Line,
        ServerLine.Line,
    ];

    /// <summary>Runs the lines that are named, or all.</summary>
    /// <param name="arguments">Names of lines, and --runs with a number.</param>
    /// <returns>The exit code: 0 when every line reaches what it is to reach.</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        int runs = LeastRuns;
        List<Line> lines = [];
        for (int i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] == "--runs" && i + 1 < arguments.Length && int.TryParse(arguments[++i], NumberStyles.None, CultureInfo.InvariantCulture, out runs) && runs > 0)
            {
                continue;
            }

            if (_lines.FirstOrDefault(line => line.Name == arguments[i]) is not { } named)
            {
                await Console.Error.WriteLineAsync($"'{arguments[i]}' is no line. Usage: fleet [line ...] [--runs {LeastRuns}]. Lines: {string.Join(", ", _lines.Select(line => line.Name))}.");
                return 2;
            }

            lines.Add(named);
        }

        return await MeasureAsync(lines.Count == 0 ? _lines : lines, new Round(runs)) ? 0 : 1;
    }

    private static async Task<bool> MeasureAsync(IReadOnlyList<Line> lines, Round round)
    {
        List<string> summary = [];
        bool all = true;
        foreach (Line line in lines)
        {
            var notes = new Notes();
            IReadOnlyList<Finding> findings = await line.MeasureAsync(round, notes);
            Console.WriteLine($"\n### {line.Title} (`{line.Name}`)\n\n| Contender | Median |\n|---|---|\n{string.Join('\n', notes.Rows)}");
            summary.AddRange(findings.Select(f => $"| `{line.Name}` | {f.What} | {f.Measured} | {f.Target} | {(f.IsReached ? "yes" : "**no**")} |"));
            all &= findings.All(f => f.IsReached);
        }

        Console.WriteLine($"\n### In short\n\n| Line | What | Measured | To reach | Reached |\n|---|---|---|---|---|\n{string.Join('\n', summary)}");
        return all;
    }
}
