using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Workspace.Benchmarks.Fleet;

/// <summary>The figures that one run of a contender reports about itself: name=value, times in milliseconds, sizes in bytes.</summary>
internal sealed class Sample
{
    private const string Mark = "figures ";

    private readonly Dictionary<string, double> _figures;

    private Sample(Dictionary<string, double> figures) => _figures = figures;

    public double this[string name] => _figures.TryGetValue(name, out double value) ? value : throw new InvalidOperationException($"No figure '{name}' among {string.Join(", ", _figures.Keys)}.");

    /// <summary>Finds the figures in what a contender printed.</summary>
    public static Sample? Read(string output) =>
        output.Split('\n').LastOrDefault(line => line.StartsWith(Mark, StringComparison.Ordinal)) is { } line
            ? new Sample(line[Mark.Length..].Trim().Split(' ').Select(figure => figure.Split('=')).ToDictionary(pair => pair[0], pair => double.Parse(pair[1], CultureInfo.InvariantCulture)))
            : null;
}
