using System.Text.Json.Serialization;
using Workspace.Http;

namespace Workspace.Jobs;

/// <summary>The envelope of GET /workspace-sub-jobs.</summary>
internal sealed class SubJobPage : IPage<SubJob>
{
    [JsonPropertyName("jobs")]
    public SubJob[]? Items { get; set; }

    public int? TotalCount { get; set; }
}
