using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Threading;
using Workspace.Authentication;

namespace Workspace.Http;

/// <summary>Tells what it means that an attempt got no answer, above all whether the request can have reached the service.</summary>
internal static class TransportFailure
{
    /// <summary>What the user can do about a proxy's refusal (407).</summary>
    public const string ProxyLogon = "The proxy wants a logon, or refused the one that it got. Give -ProxyCredential or -ProxyUseDefaultCredentials.";

    /// <summary>The failure as the client reports it, or null where the exception is not one of the transport's.</summary>
    /// <param name="exception">What the platform threw.</param>
    /// <param name="endpoint">Where the request went.</param>
    /// <param name="request">The request.</param>
    /// <param name="timeout">How long the attempt was given.</param>
    /// <param name="hasBegun">The beginning of an answer came.</param>
    /// <param name="mask">Makes the platform's words fit to be shown.</param>
    /// <param name="cancellationToken">The user's.</param>
    public static WorkspaceException? Describe(
        Exception exception,
        Uri endpoint,
        ServiceRequest request,
        TimeSpan timeout,
        bool hasBegun,
        SecretMask mask,
        CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return null;
        }

        bool neverSent = ConnectFailure.WasNeverSent(exception);
        Exception cause = Cause(exception, mask);
        WorkspaceException? failure = exception switch
        {
            _ when ConnectFailure.IsUntrusted(exception) => new(
                WorkspaceException.UntrustedCertificate,
                $"{endpoint.Authority} shows a certificate that this machine does not trust, so nothing was sent to it: {Words(exception, mask)}. Check the address and this machine's clock. Where a proxy or a private cloud signs certificates itself, have its authority added to those that this machine trusts; the check cannot be switched off.",
                cause),
            _ when ConnectFailure.WantsProxyLogon(exception) => new("407", ProxyLogon, cause) { StatusCode = HttpStatusCode.ProxyAuthenticationRequired },
            OperationCanceledException when !ConnectFailure.IsTimeout(exception) => new(
                WorkspaceException.Timeout,
                hasBegun
                    ? $"The answer of {endpoint.Authority} did not come to its end within {timeout.TotalSeconds:0.#} seconds."
                    : $"No answer came from {endpoint.Authority} within {timeout.TotalSeconds:0.#} seconds.",
                cause)
            {
                IsOutcomeUnknown = request.IsWrite && !neverSent,
                WasNeverSent = neverSent,
            },

            // The platform quotes what it could not read, secrets and all.
            _ when IsNoHttp(exception) => new(WorkspaceException.UnreadableAnswer, $"The answer of {endpoint.Authority} could not be read: {Words(exception, mask)}.")
            {
                IsOutcomeUnknown = request.IsWrite,
            },
            HttpRequestException or IOException or OperationCanceledException => new(
                WorkspaceException.ConnectionFailed,
                $"{endpoint.Authority} could not be reached: {Words(exception, mask)}.",
                cause)
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

    // Something answered, but not as HTTP wants it, or with longer headers than anybody needs.
    private static bool IsNoHttp(Exception exception)
    {
#if NET
        return exception is HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded or HttpRequestError.HttpProtocolError };
#else
        return exception is HttpRequestException { InnerException: WebException { Status: WebExceptionStatus.ServerProtocolViolation or WebExceptionStatus.MessageLengthLimitExceeded } };
#endif
    }

    // The platform quotes a proxy's address with its password.
    private static Exception Cause(Exception exception, SecretMask mask)
    {
        string text = exception.ToString();
        return AddressText.Hide(text) == text ? exception : new HttpRequestException(mask.Hide(exception.Message));
    }

    private static string Words(Exception exception, SecretMask mask)
    {
        while (exception.InnerException is { } inner)
        {
            exception = inner;
        }

        return mask.Show(exception.Message, SecretMask.Excerpt).TrimEnd('.');
    }
}
