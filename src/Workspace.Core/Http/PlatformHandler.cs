using System.Net;
using System.Net.Http;

namespace Workspace.Http;

/// <summary>The platform's own HTTP handler, set up for this client. Redirects are not followed: they could carry credentials to another host.</summary>
internal static class PlatformHandler
{
    public static HttpMessageHandler Create(WorkspaceClientOptions options)
    {
#if NETFRAMEWORK
        return new HttpClientHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            MaxConnectionsPerServer = options.ThrottleLimit,
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
            ConnectTimeout = System.TimeSpan.FromSeconds(15),
            MaxConnectionsPerServer = options.ThrottleLimit,
            // A connection lives no longer, so that a moved host is found.
            PooledConnectionLifetime = System.TimeSpan.FromMinutes(5),
            Proxy = Proxy(options),
            UseCookies = false,
            UseProxy = !options.NoProxy,
        };
#endif
    }

    // Null leaves it to the system's settings.
    private static WebProxy? Proxy(WorkspaceClientOptions options) => options.Proxy is null ? null : new WebProxy(options.Proxy)
    {
        BypassProxyOnLocal = false,
        Credentials = options.ProxyCredential,
        UseDefaultCredentials = options.ProxyUseDefaultCredentials,
    };
}
