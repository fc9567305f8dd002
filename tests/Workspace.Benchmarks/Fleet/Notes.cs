using System.Collections.Generic;
using System.Linq;

namespace Workspace.Benchmarks.Fleet;

/// <summary>The figures behind a line's findings, as a table: a row for each contender.</summary>
internal sealed class Notes
{
    private readonly List<string[]> _rows = [];

    public IReadOnlyList<string> Rows => [.. _rows.Select(row => $"| {string.Join(" | ", row)} |")];

    /// <summary>Adds a row: a contender and its figures, each with its name.</summary>
    public void Add(string contender, params (string Name, string Figure)[] figures) =>
        _rows.Add([contender, string.Join(", ", figures.Select(f => $"{f.Name} {f.Figure}"))]);

    /// <summary>Adds the usual figures of a contender: its own time, and what its process took.</summary>
    public void Add(Samples samples) => Add(
        samples.Contender.Name,
        ("wall", Text.Milliseconds(samples["wall"])),
        ("CPU of the process", Text.Milliseconds(samples["cpu"])),
        ("peak", Text.Megabytes(samples["peak"])));
}
