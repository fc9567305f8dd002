using System;
using System.Net;
using System.Net.Http;
#if NETFRAMEWORK
using System.Net.Security;
using System.Security.Authentication;
#endif

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
            // With one of its own the handler does not ask the process's ServicePointManager, which scripts tell to take anything.
            ServerCertificateCustomValidationCallback = (_, _, _, errors) => errors == SslPolicyErrors.None,
            SslProtocols = Protocols(ServicePointManager.SecurityProtocol),
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

#if NETFRAMEWORK
    /// <summary>
    /// The TLS versions to ask for where the process is set to some. None leaves it to the process, which leaves it to the
    /// system by default. Only where the process would take versions before 1.2 is it overruled: powershell.exe
    /// was not built for .NET Framework 4.7, and begins with SSL 3.0 and TLS 1.0 on machines that are not told otherwise.
    /// </summary>
    internal static SslProtocols Protocols(SecurityProtocolType process)
    {
        // 4.7.2 has no name for TLS 1.3.
        SecurityProtocolType taken = SecurityProtocolType.Tls12 | (SecurityProtocolType)12288;
        return (process | taken) == taken ? SslProtocols.None : SslProtocols.Tls12;
    }
#endif

    // Null leaves it to the system's settings.
    private static GivenProxy? Proxy(WorkspaceClientOptions options) => options.Proxy is { } address
        ? new GivenProxy(address, options.ProxyUseDefaultCredentials ? CredentialCache.DefaultCredentials : options.ProxyCredential)
        : null;
}
