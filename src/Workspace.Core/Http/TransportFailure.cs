using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Threading;

namespace Workspace.Http;

/// <summary>Tells what it means that an attempt got no answer, above all whether the request can have reached the service.</summary>
internal static class TransportFailure
{
    /// <summary>What the user can do about a proxy's refusal (407).</summary>
    public const string ProxyLogon = "The proxy wants a logon, or refused the one that it got. Give -ProxyCredential or -ProxyUseDefaultCredentials.";

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

        bool neverSent = ConnectFailure.WasNeverSent(exception);
        WorkspaceException? failure = exception switch
        {
            _ when ConnectFailure.IsUntrusted(exception) => new(
                WorkspaceException.UntrustedCertificate,
                $"{endpoint.Authority} shows a certificate that this machine does not trust, so nothing was sent to it: {Innermost(exception).Message.TrimEnd('.')}. Check the address and this machine's clock. Where a proxy or a private cloud signs certificates itself, have its authority added to those that this machine trusts; the check cannot be switched off.",
                exception),
            _ when ConnectFailure.WantsProxyLogon(exception) => new("407", ProxyLogon, exception) { StatusCode = HttpStatusCode.ProxyAuthenticationRequired },
            OperationCanceledException when !ConnectFailure.IsTimeout(exception) => new(
                WorkspaceException.Timeout,
                $"No answer came from {endpoint.Authority} within {timeout.TotalSeconds:0.#} seconds.",
                exception)
            {
                IsOutcomeUnknown = request.IsWrite && !neverSent,
                WasNeverSent = neverSent,
            },
            HttpRequestException or IOException or OperationCanceledException => new(
                WorkspaceException.ConnectionFailed,
                $"{endpoint.Authority} could not be reached: {Innermost(exception).Message.TrimEnd('.')}.",
                exception)
            {
                IsOutcomeUnknown = request.IsWrite && !neverSent,
                WasNeverSent = neverSent,
            },
            _ => null,
        };
        if (failure is not null)
        {
            failure.Method = request.Method.Method;
            failure.Path = request.Path;
        }

        return failure;
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

    private static Exception Innermost(Exception exception)
    {
        while (exception.InnerException is { } inner)
        {
            exception = inner;
        }

        return exception;
    }
}
