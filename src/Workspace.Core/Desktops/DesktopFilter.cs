using System.Collections.Generic;
using System.Linq;
using Workspace.Http;

namespace Workspace.Desktops;

/// <summary>
/// Which desktops to list. The service's filters by name, user and address are fuzzy: it may answer with more than was meant.
/// Every filter holds for GET /desktops/detail and a pool's list, the marked ones not for GET /desktops.
/// </summary>
public sealed class DesktopFilter
{
    /// <summary>Part of the computer's name, up to 255 characters.</summary>
    public string? ComputerName { get; set; }

    /// <summary>Computers' names. Detail only.</summary>
    public IReadOnlyList<string>? ComputerNames { get; set; }

    /// <summary>Part of the user's name.</summary>
    public string? UserName { get; set; }

    /// <summary>Users' names, 100 at most; UserName does not count then. Detail only.</summary>
    public IReadOnlyList<string>? UserNames { get; set; }

    /// <summary>The address, up to 255 characters.</summary>
    public string? DesktopIP { get; set; }

    /// <summary>Desktops' ids, 100 at most.</summary>
    public IReadOnlyList<string>? DesktopIds { get; set; }

    /// <summary>Pools' ids. Not for a pool's own list.</summary>
    public IReadOnlyList<string>? PoolIds { get; set; }

    /// <summary>ACTIVE, SHUTOFF, ERROR or HIBERNATED.</summary>
    public string? Status { get; set; }

    /// <summary>DEDICATED, POOLED (detail only) or SHARED.</summary>
    public IReadOnlyList<string>? Types { get; set; }

    /// <summary>The image's id. Detail only.</summary>
    public string? ImageId { get; set; }

    /// <summary>Tags that a desktop must all have.</summary>
    public IReadOnlyList<ResourceTag>? Tags { get; set; }

    /// <summary>The subnet's id.</summary>
    public string? SubnetId { get; set; }

    /// <summary>The enterprise project's id, up to 36 characters.</summary>
    public string? EnterpriseProjectId { get; set; }

    /// <summary>Collaborative desktops.</summary>
    public bool? IsShareDesktop { get; set; }

    /// <summary>Assigned to a user. Detail only.</summary>
    public bool? UserAttached { get; set; }

    /// <summary>0 = yearly/monthly, 1 = pay-per-use. Detail only.</summary>
    public string? ChargeMode { get; set; }

    /// <summary>In maintenance mode. Detail only.</summary>
    public bool? InMaintenanceMode { get; set; }

    /// <summary>Reaching the internet. Detail only.</summary>
    public bool? IsSupportInternet { get; set; }

    /// <summary>The availability zone. Detail only.</summary>
    public string? AvailabilityZone { get; set; }

    /// <summary>Set aside for a fault. For a pool's own list only.</summary>
    public bool? Isolated { get; set; }

    /// <summary>created or computer_name, with <see cref="SortType"/>. Detail only.</summary>
    public string? SortField { get; set; }

    /// <summary>ASC or DESC. Detail only.</summary>
    public string? SortType { get; set; }

    /// <summary>The same filter for one pool.</summary>
    internal DesktopFilter InPool(string poolId)
    {
        var copy = (DesktopFilter)MemberwiseClone();
        copy.PoolIds = [poolId];
        return copy;
    }

    internal Query ToSummaryQuery() => Common().Add("user_name", UserName);

    internal Query ToDetailQuery() => Detail();

    internal Query ToPoolQuery() => Detail().Add("isolated", Isolated);

    // Some values are separated by commas inside one; arrays repeat the key.
    private Query Common() => new Query()
        .Add("computer_name", ComputerName)
        .Add("desktop_ip", DesktopIP)
        .Add("desktop_id", DesktopIds is null ? null : ResourceId.CheckAll(DesktopIds, nameof(DesktopIds)))
        .Add("pool_id", ResourceId.CheckJoined(PoolIds, nameof(PoolIds)))
        .Add("status", Status)
        .AddJoined("desktop_type", Types)
        .AddJoined("tag", Tags?.Select(t => $"{t.Key}={t.Value}"))
        .Add("subnet_id", SubnetId)
        .Add("enterprise_project_id", EnterpriseProjectId)
        .Add("is_share_desktop", IsShareDesktop);

    private Query Detail() => Common()
        .Add("user_name", UserNames is null ? UserName : null)
        .Add("user_names", UserNames)
        .Add("computer_names", ComputerNames)
        .Add("image_id", ResourceId.CheckFilter(ImageId, nameof(ImageId)))
        .Add("user_attached", UserAttached)
        .Add("charge_mode", ChargeMode)
        .Add("in_maintenance_mode", InMaintenanceMode)
        .Add("is_support_internet", IsSupportInternet)
        .Add("availability_zone", AvailabilityZone)
        .Add("sort_field", SortField)
        .Add("sort_type", SortType);
}
