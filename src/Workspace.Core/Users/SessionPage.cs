using System.Linq;
using System.Text.Json.Serialization;
using Workspace.Http;

namespace Workspace.Users;

/// <summary>The envelope of GET /connect-desktops.</summary>
internal sealed class SessionPage : IPage<UserSession>
{
    public ConnectDesktop[]? Desktops { get; set; }

    [JsonIgnore]
    public UserSession[]? Items => Desktops is null ? null : [.. Desktops.Select(desktop => desktop.ToSession())];

    public int? TotalCount { get; set; }
}
