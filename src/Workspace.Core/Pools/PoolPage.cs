using System.Text.Json.Serialization;
using Workspace.Http;

namespace Workspace.Pools;

/// <summary>The envelope of GET /desktop-pools.</summary>
internal sealed class PoolPage : IPage<Pool>
{
    [JsonPropertyName("desktop_pools")]
    public Pool[]? Items { get; set; }

    public int? TotalCount { get; set; }
}
