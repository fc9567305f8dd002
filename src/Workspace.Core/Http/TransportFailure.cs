using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Threading;

namespace Workspace.Http;

/// <summary>Tells what it means that an attempt got no answer, above all whether the request can have reached the service.</summary>
internal static class TransportFailure
{
    /// <summary>The failure as the client reports it, or null where the exception is not one of the transport's.</summary>
    public static WorkspaceException? Describe(
        Exception exception,
        Uri endpoint,
        ServiceRequest request,
        TimeSpan timeout,
        CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return null;
        }

        (string Code, string Message)? what = exception switch
        {
            OperationCanceledException when !IsConnectTimeout(exception) => (
                WorkspaceException.Timeout,
                $"No answer came from {endpoint.Authority} within {timeout.TotalSeconds:0.#} seconds."),
            HttpRequestException or IOException or OperationCanceledException => (
                WorkspaceException.ConnectionFailed,
                $"{endpoint.Authority} could not be reached: {Innermost(exception).Message.TrimEnd('.')}."),
            _ => null,
        };
        return what is not { } found ? null : new WorkspaceException(found.Code, found.Message, exception)
        {
            Method = request.Method.Method,
            Path = request.Path,
            IsOutcomeUnknown = request.IsWrite && !WasNeverSent(exception),
            WasNeverSent = WasNeverSent(exception),
        };
    }

    /// <summary>The failure of a request that would have to wait for too long, because the service throttles its connection.</summary>
    public static WorkspaceException TooSlow(Uri endpoint, ServiceRequest request, TimeSpan wait) =>
        new(WorkspaceException.Timeout, $"{endpoint.Authority} throttles this connection: the request could be sent in {wait.TotalSeconds:0} seconds only, which is more than it may take.")
        {
            Method = request.Method.Method,
            Path = request.Path,
            RetryAfter = wait,
            WasNeverSent = true,
        };

    /// <summary>The failure of a request whose connection was closed by its owner meanwhile.</summary>
    public static WorkspaceException Closed(Exception? exception, ServiceRequest request) =>
        new(WorkspaceException.Disconnected, "The connection was closed (Disconnect-WsService). Connect again.", exception)
        {
            Method = request.Method.Method,
            Path = request.Path,
            IsOutcomeUnknown = request.IsWrite && exception is not null,
        };

    // The client's own timers name no TimeoutException; the platform's for connecting does.
    private static bool IsConnectTimeout(Exception exception) => exception is OperationCanceledException { InnerException: TimeoutException };

    private static bool WasNeverSent(Exception exception)
    {
#if NET
        if (exception is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError })
        {
            return true;
        }
#endif
        if (IsConnectTimeout(exception))
        {
            return true;
        }

        for (Exception? e = exception; e is not null; e = e.InnerException)
        {
            if (e is AuthenticationException
                || e is SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData or SocketError.HostUnreachable or SocketError.NetworkUnreachable }
                || e is WebException { Status: WebExceptionStatus.NameResolutionFailure or WebExceptionStatus.ConnectFailure or WebExceptionStatus.TrustFailure or WebExceptionStatus.SecureChannelFailure or WebExceptionStatus.ProxyNameResolutionFailure })
            {
                return true;
            }
        }

        return false;
    }

    private static Exception Innermost(Exception exception)
    {
        while (exception.InnerException is { } inner)
        {
            exception = inner;
        }

        return exception;
    }
}
