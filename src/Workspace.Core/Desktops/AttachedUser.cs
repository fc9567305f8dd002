namespace Workspace.Desktops;

/// <summary>A user or group that a desktop is assigned to.</summary>
public sealed class AttachedUser
{
    /// <summary>The user's or group's id.</summary>
    public string? UserId { get; set; }

    /// <summary>The user's or group's name.</summary>
    public string? UserName { get; set; }

    /// <summary>The group on the desktop: administrators, users, sudo or default.</summary>
    public string? UserGroup { get; set; }

    /// <summary>The directory's domain.</summary>
    public string? Domain { get; set; }

    /// <summary>USER or GROUP.</summary>
    public string? Type { get; set; }

    /// <inheritdoc/>
    public override string ToString() => UserName ?? "";
}
