using System.Text.Json.Serialization;
using Workspace.Desktops;
using Workspace.Http;

namespace Workspace.Pools;

/// <summary>The envelope of GET /desktop-pools/{pool_id}/desktops, with what it counts on the side.</summary>
internal sealed class PoolDesktopPage : IPage<Desktop>
{
    [JsonPropertyName("pool_desktops")]
    public Desktop[]? Items { get; set; }

    public int? TotalCount { get; set; }

    public int? OnDemandDesktopsNum { get; set; }

    public int? PeriodDesktopsNum { get; set; }

    public int? OnDemandFreeImageDesktopsNum { get; set; }

    public int? OnDemandChargeImageDesktopsNum { get; set; }

    public int? PeriodFreeImageDesktopsNum { get; set; }

    public int? PeriodChargeImageDesktopsNum { get; set; }

    public string? InconsistentType { get; set; }
}
