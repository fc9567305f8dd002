using System.Text.Json.Serialization;
using Workspace.Http;

namespace Workspace.Desktops;

/// <summary>The envelope of GET /desktops.</summary>
internal sealed class DesktopSummaryPage : IPage<DesktopSummary>
{
    [JsonPropertyName("desktops")]
    public DesktopSummary[]? Items { get; set; }

    public int? TotalCount { get; set; }
}
