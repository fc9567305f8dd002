namespace Workspace.Desktops;

/// <summary>Sysprep of one desktop (GET /desktops/{desktop_id}/sysprep), which alone tells whether an image can be made of it.</summary>
public sealed class SysprepSupport
{
    /// <summary>The version of Sysprep on the desktop, or null when there is none.</summary>
    public string? SysprepVersion { get; set; }

    /// <summary>An image can be made of the desktop.</summary>
    public bool? SupportCreateImage { get; set; }
}
