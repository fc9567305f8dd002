using System.Linq;
using Workspace.Desktops;

namespace Workspace.Users;

/// <summary>
/// A desktop of GET /connect-desktops. The service's definition calls two members connect_status and attach_users, its example
/// login_status and attach_infos: either is read.
/// </summary>
internal sealed class ConnectDesktop
{
    public string? DesktopId { get; set; }

    public string? DesktopName { get; set; }

    public string? ConnectStatus { get; set; }

    public string? LoginStatus { get; set; }

    public SessionUser[]? AttachUsers { get; set; }

    public SessionUser[]? AttachInfos { get; set; }

    public UserSession ToSession() => new()
    {
        DesktopId = DesktopId,
        DesktopName = DesktopName,
        LoginStatus = ConnectStatus ?? LoginStatus,
        Users = [.. (AttachUsers ?? AttachInfos ?? []).OfType<SessionUser>().Select(user => new AttachedUser
        {
            UserId = user.Id,
            UserName = user.Name,
            UserGroup = user.UserGroup,
            Type = user.Type,
        })],
    };
}
