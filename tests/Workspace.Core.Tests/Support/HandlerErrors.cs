using System;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;
#if NETFRAMEWORK
using System.Net;
#endif

namespace Workspace.Tests.Support;

/// <summary>What the platform's handler throws, where that is not the same on .NET and on .NET Framework.</summary>
internal static class HandlerErrors
{
#if NETFRAMEWORK
    public static Exception NotConnected(SocketError error) =>
        Of(error == SocketError.HostNotFound ? WebExceptionStatus.NameResolutionFailure : WebExceptionStatus.ConnectFailure, new SocketException((int)error));

    public static Exception ConnectTimedOut() => Of(WebExceptionStatus.ConnectFailure, new SocketException((int)SocketError.TimedOut));

    public static Exception NoSecureConnection(Exception? cause = null) => Of(WebExceptionStatus.SecureChannelFailure, cause);

    public static Exception Untrusted() =>
        Of(WebExceptionStatus.TrustFailure, new AuthenticationException("The remote certificate is invalid according to the validation procedure."));

    public static Exception CutOff() => Of(WebExceptionStatus.ConnectionClosed, null);

    private static HttpRequestException Of(WebExceptionStatus status, Exception? cause) =>
        new("An error occurred while sending the request.", new WebException(status.ToString(), cause, status, null));
#else
    public static Exception NotConnected(SocketError error) => new HttpRequestException(
        error == SocketError.HostNotFound ? HttpRequestError.NameResolutionError : HttpRequestError.ConnectionError,
        "Connecting",
        new SocketException((int)error));

    public static Exception ConnectTimedOut() =>
        new HttpRequestException(HttpRequestError.ConnectionError, "Connecting", new SocketException((int)SocketError.TimedOut));

    public static Exception NoSecureConnection(Exception? cause = null) =>
        new HttpRequestException(HttpRequestError.SecureConnectionError, "The SSL connection could not be established.", cause);

    public static Exception Untrusted() =>
        NoSecureConnection(new AuthenticationException("The remote certificate is invalid because of errors in the certificate chain: UntrustedRoot"));

    public static Exception CutOff() => new HttpIOException(HttpRequestError.ResponseEnded, "The response ended prematurely.");
#endif
}
