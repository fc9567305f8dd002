using System;
using System.Net;
#if NET
using System.Net.Http;
#else
using System.Net.Sockets;
#endif
using System.Security.Authentication;

namespace Workspace.Http;

/// <summary>Tells from the platform's exceptions why no connection to the service came about.</summary>
internal static class ConnectFailure
{
    /// <summary>The time for connecting was up. The client's own timers name no TimeoutException; the platform's for connecting does.</summary>
    public static bool IsTimeout(Exception exception) => exception is OperationCanceledException { InnerException: TimeoutException };

    /// <summary>This machine does not trust the server's certificate, and will not the next time. A handshake that broke off is something else.</summary>
    public static bool IsUntrusted(Exception exception) => IsHandshake(exception) && Any(exception, e =>
        e is WebException { Status: WebExceptionStatus.TrustFailure }

        // The platform's own refusal has no cause below it; the text tells it from data that are no TLS at all.
        || (e is AuthenticationException { InnerException: null } && e.Message.IndexOf("certificate", StringComparison.OrdinalIgnoreCase) >= 0));

    /// <summary>The proxy wants a logon, or another one, before it lets a connection through.</summary>
    public static bool WantsProxyLogon(Exception exception) =>
#if NET
        // .NET 8 and 9 name the status in the text only.
        exception is HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } refusal
        && (refusal.StatusCode == HttpStatusCode.ProxyAuthenticationRequired || refusal.Message.Contains("'407'"));
#else
        // .NET Framework hands the proxy's answer on.
        false;
#endif

    /// <summary>
    /// The request did not leave this machine: no name, no connection, no encryption. Only the platform knows whether it was still connecting: the
    /// same socket and TLS errors end an established connection, and then the request may have been carried out.
    /// </summary>
    public static bool WasNeverSent(Exception exception) => IsTimeout(exception) || IsHandshake(exception) ||
#if NET
        exception is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError };
#else
        // Mono, which the tests run on elsewhere, names the socket's error itself while it connects; an established connection ends with an IOException.
        exception.InnerException is WebException { Status: WebExceptionStatus.NameResolutionFailure or WebExceptionStatus.ConnectFailure or WebExceptionStatus.ProxyNameResolutionFailure } or SocketException;
#endif

    // Encryption could not be agreed on, before the request was sent.
    private static bool IsHandshake(Exception exception) =>
#if NET
        exception is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError };
#else
        exception.InnerException is WebException { Status: WebExceptionStatus.TrustFailure or WebExceptionStatus.SecureChannelFailure };
#endif

    private static bool Any(Exception exception, Func<Exception, bool> fits)
    {
        for (Exception? e = exception; e is not null; e = e.InnerException)
        {
            if (fits(e))
            {
                return true;
            }
        }

        return false;
    }
}
