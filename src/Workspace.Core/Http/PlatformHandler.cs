using System;
using System.Net;
using System.Net.Http;

namespace Workspace.Http;

/// <summary>The platform's own HTTP handler, set up for this client. Redirects are not followed: they could carry credentials to another host.</summary>
internal static class PlatformHandler
{
    // In KB. The longest header that is of use is a token of some 16 KB.
    private const int LongestHeaders = 64;

    public static HttpMessageHandler Create(WorkspaceClientOptions options)
    {
#if NETFRAMEWORK
        return new HttpClientHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            MaxConnectionsPerServer = options.ThrottleLimit,
            MaxResponseHeadersLength = LongestHeaders,
            Proxy = Proxy(options),
            // Windows PowerShell's process default can still be TLS 1.0.
            SslProtocols = System.Security.Authentication.SslProtocols.Tls12,
            UseCookies = false,
            UseProxy = !options.NoProxy,
        };
#else
        return new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            MaxConnectionsPerServer = options.ThrottleLimit,
            MaxResponseHeadersLength = LongestHeaders,
            // A connection lives no longer, so that a moved host is found.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            Proxy = Proxy(options),
            UseCookies = false,
            UseProxy = !options.NoProxy,
        };
#endif
    }

    /// <summary>
    /// What makes a handler for one write. .NET Framework sends a request again by itself when a pooled connection turns out
    /// dead, whatever its method; a new handler has no pooled connection. .NET never does that with a request that has content, as every write has.
    /// </summary>
    public static Func<HttpMessageHandler>? ForWrites(WorkspaceClientOptions options)
    {
#if NETFRAMEWORK
        return options.Handler is null ? () => Create(options) : null;
#else
        return null;
#endif
    }

    // Null leaves it to the system's settings.
    private static WebProxy? Proxy(WorkspaceClientOptions options) => options.Proxy is null ? null : new WebProxy(options.Proxy)
    {
        BypassProxyOnLocal = false,

        // Not by UseDefaultCredentials, which replaces the credentials whatever it is set to.
        Credentials = options.ProxyUseDefaultCredentials ? CredentialCache.DefaultCredentials : options.ProxyCredential,
    };
}
