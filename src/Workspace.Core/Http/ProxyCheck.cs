using System;
using System.Linq;

namespace Workspace.Http;

/// <summary>Checks what is said about a proxy before anything is sent.</summary>
internal static class ProxyCheck
{
    // What the platform's handler takes.
    private static readonly string[] _schemes =
#if NET
        ["http", "https", "socks4", "socks4a", "socks5"];
#else
        ["http"];
#endif

    /// <exception cref="ArgumentException">The options exclude each other, or the proxy's address is none.</exception>
    public static void Check(WorkspaceClientOptions options)
    {
        if (options.NoProxy && (options.Proxy is not null || options.ProxyCredential is not null || options.ProxyUseDefaultCredentials))
        {
            throw new ArgumentException("NoProxy and a proxy exclude each other: give one of them.");
        }

        if (options.ProxyCredential is not null && options.ProxyUseDefaultCredentials)
        {
            throw new ArgumentException("ProxyCredential and ProxyUseDefaultCredentials exclude each other: give one of them.");
        }

        if (options.Proxy is null && (options.ProxyCredential is not null || options.ProxyUseDefaultCredentials))
        {
            throw new ArgumentException("A logon to a proxy (ProxyCredential, ProxyUseDefaultCredentials) needs its address: give Proxy.");
        }

        if (options.Proxy is { } proxy && !(proxy.IsAbsoluteUri && _schemes.Contains(proxy.Scheme)))
        {
            throw new ArgumentException($"Proxy '{AddressText.HideIn(proxy.OriginalString)}' is not an address like http://proxy.example.com:8080.");
        }
    }
}
