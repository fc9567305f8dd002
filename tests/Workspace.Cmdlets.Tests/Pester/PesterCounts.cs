using System.IO;
using System.Text.Json;

namespace Workspace.Tests.Pester;

/// <summary>The counts that the runner wrote of one Pester file.</summary>
internal sealed record PesterCounts(int Passed, int Failed, int Skipped)
{
    private static readonly JsonSerializerOptions _web = new(JsonSerializerDefaults.Web);

    /// <summary>Reads them; null where the runner did not come so far.</summary>
    public static PesterCounts? Read(string file) =>
        File.Exists(file) ? JsonSerializer.Deserialize<PesterCounts>(File.ReadAllText(file), _web) : null;
}
