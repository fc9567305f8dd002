using System.Linq;
using Workspace.Desktops;

namespace Workspace.Users;

/// <summary>A desktop that somebody is logged on to.</summary>
public sealed class UserSession
{
    /// <summary>The desktop's id.</summary>
    public string? DesktopId { get; internal set; }

    /// <summary>The desktop's name.</summary>
    public string? DesktopName { get; internal set; }

    /// <summary>The pool's id where the session was asked for by it, or null.</summary>
    public string? PoolId { get; internal set; }

    /// <summary>CONNECTED: at the desktop. DISCONNECTED: away, and programs go on.</summary>
    public string? LoginStatus { get; internal set; }

    /// <summary>The users' names.</summary>
    public string? UserName => Users.Length == 0 ? null : string.Join(", ", Users.Select(user => user.UserName));

    /// <summary>The users and groups that the desktop is assigned to. Where there are several the service does not tell which of them it is.</summary>
    public AttachedUser[] Users { get; internal set; } = [];

    /// <summary>The desktop's id, so that the object can be given where an id is asked for.</summary>
    /// <returns>The desktop's id.</returns>
    public override string ToString() => DesktopId ?? base.ToString()!;

    /// <summary>What a desktop tells of its session, if there is one.</summary>
    internal static UserSession From(Desktop desktop) => new()
    {
        DesktopId = desktop.DesktopId,
        DesktopName = desktop.Name,
        PoolId = desktop.PoolId,
        LoginStatus = desktop.LoginStatus,
        Users = desktop.AttachedUsers?.OfType<AttachedUser>().ToArray() is { Length: > 0 } users ? users
            : string.IsNullOrEmpty(desktop.UserName) ? []
            : [new AttachedUser { UserName = desktop.UserName, UserGroup = desktop.UserGroup }],
    };
}
