using System.Net;
using System.Net.Http;

namespace Workspace.Http;

/// <summary>The platform's own HTTP handler, set up for this client.</summary>
internal static class PlatformHandler
{
    public static HttpMessageHandler Create(int connections)
    {
#if NETFRAMEWORK
        return new HttpClientHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            MaxConnectionsPerServer = connections,
            // Windows PowerShell's process default can still be TLS 1.0.
            SslProtocols = System.Security.Authentication.SslProtocols.Tls12,
            UseCookies = false,
        };
#else
        return new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            ConnectTimeout = System.TimeSpan.FromSeconds(15),
            MaxConnectionsPerServer = connections,
            // A connection lives no longer, so that a moved host is found.
            PooledConnectionLifetime = System.TimeSpan.FromMinutes(5),
            UseCookies = false,
        };
#endif
    }
}
