using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace Workspace.Commands.Infrastructure;

/// <summary>The current connection of each runspace. It goes with its runspace, and no other runspace sees it.</summary>
internal static class ConnectionStore
{
    private static readonly ConditionalWeakTable<Runspace, WsConnection> _connections = new();

    public static WsConnection? Current
    {
        get => _connections.TryGetValue(Runspace.DefaultRunspace, out WsConnection? connection) ? connection : null;
        set
        {
            _connections.Remove(Runspace.DefaultRunspace);
            if (value is not null)
            {
                _connections.Add(Runspace.DefaultRunspace, value);
            }
        }
    }
}
