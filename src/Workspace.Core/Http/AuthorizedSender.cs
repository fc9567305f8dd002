using System;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Authentication;

namespace Workspace.Http;

/// <summary>
/// Sends the requests of one identity, and spares its key: the service locks a key after more than five refusals in a row.
/// Until the key has proved good, one request runs at a time; once it was refused, none is sent any more.
/// </summary>
internal sealed class AuthorizedSender : IDisposable
{
    // Not disposed of: who waits for it when the connection is closed must still get out.
    private readonly SemaphoreSlim _first = new(1, 1);
    private readonly Transport _transport;
    private readonly IAuthorizer? _authorizer;
    private readonly string? _hint;
    private volatile bool _isProven;
    private volatile ServiceResponse? _refusal;

    /// <param name="transport">Sends.</param>
    /// <param name="authorizer">Proves who sends; null for requests that need no proof.</param>
    /// <param name="hint">What the user should know when the key is refused, or null.</param>
    public AuthorizedSender(Transport transport, IAuthorizer? authorizer, string? hint)
    {
        _transport = transport;
        _authorizer = authorizer;
        _hint = hint;
        _isProven = authorizer is null;
    }

    public async Task<ServiceResponse> SendAsync(Uri endpoint, ServiceRequest request, IClientObserver? observer, Deadline deadline, CancellationToken cancellationToken)
    {
        if (_isProven)
        {
            return await SendOrRefuseAsync(endpoint, request, observer, deadline, cancellationToken).ConfigureAwait(false);
        }

        await _first.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await SendOrRefuseAsync(endpoint, request, observer, deadline, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _first.Release();
        }
    }

    /// <summary>Ends the connection: the transport, the proof, and this.</summary>
    public void Dispose()
    {
        _transport.Dispose();
        (_authorizer as IDisposable)?.Dispose();
    }

    private async Task<ServiceResponse> SendOrRefuseAsync(Uri endpoint, ServiceRequest request, IClientObserver? observer, Deadline deadline, CancellationToken cancellationToken)
    {
        if (_refusal is { } earlier)
        {
            return earlier;
        }

        ServiceResponse response = await _transport.SendAsync(endpoint, request, _authorizer, observer, deadline, cancellationToken).ConfigureAwait(false);
        if (response.Status == HttpStatusCode.Unauthorized
            && _authorizer is not null
            && await _authorizer.RecoverAsync(response.Proof!, response, observer, cancellationToken).ConfigureAwait(false))
        {
            response = await _transport.SendAsync(endpoint, request, _authorizer, observer, deadline, cancellationToken).ConfigureAwait(false);
        }

        if (response.Status == HttpStatusCode.Unauthorized && _authorizer is not null)
        {
            response.Hint = _hint;
            _refusal = response.Copy();
            _refusal.Hint = "This request was not sent, because the service refused the connection's credential before, and more tries would lock it. Connect again." + (_hint is null ? "" : " " + _hint);
        }
        else if (response.IsSuccess)
        {
            // Other answers can come from before the place that looks at the key: a proxy, or a gateway that throttles.

            _isProven = true;
        }

        return response;
    }
}
