using System.Collections.Generic;
using System.IO;
using System.Text.Json;

namespace Workspace.Tests.Pester;

/// <summary>The result of one Pester file.</summary>
/// <param name="Passed">How many tests passed.</param>
/// <param name="Failed">How many tests failed.</param>
/// <param name="Skipped">How many tests were skipped.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Failures">The name and the error of each failure.</param>
/// <param name="Skips">The name of each skipped test, with the reason.</param>
internal sealed record PesterResult(int Passed, int Failed, int Skipped, double Seconds, IReadOnlyList<string> Failures, IReadOnlyList<string> Skips)
{
    private static readonly JsonSerializerOptions _web = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The result of a file that came to no end.</summary>
    public static PesterResult Broken(string reason) => new(0, 1, 0, 0, [reason], []);

    /// <summary>Reads what the runner wrote.</summary>
    public static PesterResult Read(string file) => JsonSerializer.Deserialize<PesterResult>(File.ReadAllText(file), _web)!;

    /// <summary>Writes it as the runner does.</summary>
    public void Write(string file) => File.WriteAllText(file, JsonSerializer.Serialize(this, _web));
}
