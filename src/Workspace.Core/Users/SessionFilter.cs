using System;
using System.Collections.Generic;
using System.Linq;
using Workspace.Desktops;

namespace Workspace.Users;

/// <summary>Which sessions to list.</summary>
public sealed class SessionFilter
{
    /// <summary>The most users to filter by.</summary>
    public const int MaxUserNames = 100;

    /// <summary>CONNECTED or DISCONNECTED; null for both.</summary>
    public string? LoginStatus { get; set; }

    /// <summary>Users' names, in any case, 100 at most; null for all.</summary>
    public IReadOnlyList<string>? UserNames { get; set; }

    /// <summary>Refuses what the service would refuse, or take for everybody.</summary>
    /// <exception cref="ArgumentException">There are no names, too many, or an empty one; the message names the limit.</exception>
    public void Validate()
    {
        if (LoginStatus is not null && string.IsNullOrWhiteSpace(LoginStatus))
        {
            throw new ArgumentException("LoginStatus is empty. Nothing never means everybody: give a status, or none of this at all.");
        }

        if (UserNames is { Count: 0 } || UserNames?.Any(string.IsNullOrWhiteSpace) == true)
        {
            throw new ArgumentException("UserNames is or holds nothing. No names never mean everybody: give at least one, or none of this at all.");
        }

        if (UserNames?.Count > MaxUserNames)
        {
            throw new ArgumentException($"UserNames has {UserNames.Count} names; one request takes {MaxUserNames} at most.");
        }
    }

    internal IReadOnlyList<string> States => LoginStatus is null ? DesktopStates.WithSession : [LoginStatus];

    internal bool Includes(UserSession session) =>
        DesktopStates.IsOneOf(session.LoginStatus, States)
        && (UserNames is null || session.Users.Any(user => UserNames.Contains(user.UserName, StringComparer.OrdinalIgnoreCase)));
}
