using System;
using System.Text.RegularExpressions;

namespace Workspace.Authentication;

/// <summary>The IAM actions that the service's operations ask for, as their pages name them.</summary>
internal static class IamActions
{
    // Below /v2/{project_id}/; a star is one segment. Where no action is documented there is none.
    private static readonly (string Method, string Path, string? Action)[] _actions =
    [
        ("GET", "workspaces", "workspace:tenants:get"),
        ("GET", "desktops", "workspace:desktops:list"),
        ("GET", "desktops/detail", "workspace:desktops:listDetail"),
        ("GET", "desktops/agents", null),
        ("GET", "desktops/networks", null),
        ("GET", "desktops/tags", null),
        ("POST", "desktops/agents", "workspace:desktops:batchInstallAgents"),
        ("POST", "desktops/action", "workspace:desktops:operate"),
        ("POST", "desktops/logoff", "workspace:desktops:logoff"),
        ("POST", "desktops/rebuild", "workspace:desktops:rebuild"),
        ("PUT", "desktops/maintenance-mode", "workspace:desktops:setMaintenanceMode"),
        ("POST", "desktops/desktop-to-image", "workspace:desktops:createImage"),
        ("POST", "desktops/notifications", "workspace:desktops:sendNotifications"),
        ("GET", "connect-desktops", "workspace:desktops:listWithConnectStatus"),
        ("POST", "sysprep", "workspace:desktops:getSysPrepInfo"),
        ("GET", "desktops/*", "workspace:desktops:get"),
        ("GET", "desktops/*/sysprep", "workspace:desktops:getSysprepVersion"),
        ("GET", "desktop-pools", "workspace:desktopPools:list"),
        ("GET", "desktop-pools/*", "workspace:desktopPools:get"),
        ("GET", "desktop-pools/*/desktops", "workspace:desktopPools:listDesktops"),
        ("POST", "desktop-pools/*/rebuild", "workspace:desktopPools:rebuild"),
        ("POST", "desktop-pools/*/action", "workspace:desktopPools:operate"),
        ("POST", "desktop-pools/*/notifications", "workspace:desktopPools:sendNotifications"),
        ("GET", "images", "workspace:images:list"),
        ("GET", "workspace-jobs/*", "workspace:jobs:get"),
        ("GET", "workspace-sub-jobs", "workspace:jobs:listSubJobs"),
    ];

    private static readonly Regex _named = new(@"\b[a-z][A-Za-z]*:[A-Za-z]+:[A-Za-z]+\b", RegexOptions.CultureInvariant);
    private static readonly Regex _operation = new(@"/v2/[^/]+/(.+)\z", RegexOptions.CultureInvariant);

    /// <summary>The action of a refused request: the one that the refusal names, else that of its operation, else null.</summary>
    public static string? Find(string? method, string? path, string refusal)
    {
        if (_named.Match(refusal) is { Success: true } named)
        {
            return named.Value;
        }

        string[] asked = _operation.Match(path ?? "").Groups[1].Value.Split('/');
        foreach (var (verb, pattern, action) in _actions)
        {
            if (verb == method && Fits(asked, pattern.Split('/')))
            {
                return action;
            }
        }

        return null;
    }

    private static bool Fits(string[] asked, string[] pattern)
    {
        bool fits = asked.Length == pattern.Length;
        for (int i = 0; fits && i < pattern.Length; i++)
        {
            fits = pattern[i] == "*" || string.Equals(asked[i], pattern[i], StringComparison.Ordinal);
        }

        return fits;
    }
}
