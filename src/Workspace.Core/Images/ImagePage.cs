using System.Text.Json.Serialization;
using Workspace.Http;

namespace Workspace.Images;

/// <summary>The envelope of GET /images.</summary>
internal sealed class ImagePage : IPage<Image>
{
    [JsonPropertyName("images")]
    public Image[]? Items { get; set; }

    public int? TotalCount { get; set; }
}
