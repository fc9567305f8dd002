namespace Workspace.Users;

/// <summary>A user or group of a desktop as GET /connect-desktops tells it, with names of its own.</summary>
internal sealed class SessionUser
{
    public string? Id { get; set; }

    public string? Name { get; set; }

    public string? UserGroup { get; set; }

    public string? Type { get; set; }
}
