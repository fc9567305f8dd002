using System.Text.Json.Serialization;
using Workspace.Http;

namespace Workspace.Desktops;

/// <summary>The envelope of GET /desktops/detail.</summary>
internal sealed class DesktopPage : IPage<Desktop>
{
    [JsonPropertyName("desktops")]
    public Desktop[]? Items { get; set; }

    public int? TotalCount { get; set; }
}
