using System.Text.Json.Serialization;

namespace Workspace.Desktops;

/// <summary>Whether Sysprep can run on a desktop (POST /sysprep).</summary>
public sealed class SysprepInfo
{
    /// <summary>The desktop's id.</summary>
    public string? DesktopId { get; set; }

    /// <summary>The version of Sysprep on the desktop, or null when there is none.</summary>
    public string? SysprepVersion { get; set; }

    /// <summary>The desktop can hibernate.</summary>
    public bool? SupportHibernate { get; set; }

    /// <summary>The desktop's routes can be changed.</summary>
    public bool? SupportUpdateRoute { get; set; }

    /// <summary>An image can be made of the desktop; null unless that was asked (GET /desktops/{desktop_id}/sysprep).</summary>
    [JsonIgnore]
    public bool? SupportCreateImage { get; set; }

    /// <summary>There is a version, it is at least the minimum, and images are supported where that was asked.</summary>
    [JsonIgnore]
    public bool Ready { get; set; }
}
