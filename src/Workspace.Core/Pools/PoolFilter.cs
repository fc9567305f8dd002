using Workspace.Http;

namespace Workspace.Pools;

/// <summary>Which pools to list.</summary>
public sealed class PoolFilter
{
    /// <summary>Part of the name; the service's search is fuzzy.</summary>
    public string? Name { get; set; }

    /// <summary>DYNAMIC or STATIC.</summary>
    public string? Type { get; set; }

    /// <summary>The enterprise project's id.</summary>
    public string? EnterpriseProjectId { get; set; }

    /// <summary>In maintenance mode.</summary>
    public bool? InMaintenanceMode { get; set; }

    internal Query ToQuery() => new Query()
        .Add("name", Name)
        .Add("type", Type)
        .Add("enterprise_project_id", EnterpriseProjectId)
        .Add("in_maintenance_mode", InMaintenanceMode);
}
