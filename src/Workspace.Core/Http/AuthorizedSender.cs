using System;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Authentication;

namespace Workspace.Http;

/// <summary>Sends the requests of one identity, and spares its key: after a refusal at most one more request is sent, for all of them together.</summary>
internal sealed class AuthorizedSender : IDisposable
{
    private const string NotSent = "This request was not sent, because the service refused the connection's credential before, and more tries would lock it. Connect again.";

    private readonly CredentialGate _gate = new();
    private readonly Transport _transport;
    private readonly IAuthorizer? _authorizer;
    private readonly string? _hint;

    /// <param name="transport">Sends.</param>
    /// <param name="authorizer">Proves who sends; null for requests that need no proof.</param>
    /// <param name="hint">What the user should know when the key is refused, or null.</param>
    public AuthorizedSender(Transport transport, IAuthorizer? authorizer, string? hint)
    {
        _transport = transport;
        _authorizer = authorizer;
        _hint = hint;
    }

    public async Task<ServiceResponse> SendAsync(Uri endpoint, ServiceRequest request, IClientObserver? observer, Deadline deadline, CancellationToken cancellationToken)
    {
        if (_authorizer is null)
        {
            return await _transport.SendAsync(endpoint, request, null, null, observer, deadline, cancellationToken).ConfigureAwait(false);
        }

        bool isRecovered = false;
        ServiceResponse response = await SendOnceAsync().ConfigureAwait(false);
        return isRecovered ? await SendOnceAsync().ConfigureAwait(false) : response;

        // Judged within the request's slot, so that no queued request gets between a refusal and what follows from it.
        Task<ServiceResponse> SendOnceAsync() => _transport.SendAsync(endpoint, request, _authorizer, GuardAsync, observer, deadline, cancellationToken);

        async Task<ServiceResponse> GuardAsync(GuardedAttempt attemptAsync, CancellationToken token)
        {
            while (true)
            {
                CredentialPass pass = await _gate.EnterAsync(token).ConfigureAwait(false);
                try
                {
                    if (_gate.Refusal is { } earlier)
                    {
                        isRecovered = false;
                        return earlier;
                    }

                    // Null where the credential was refused while the request waited for its turn.
                    if (await attemptAsync(() => _gate.IsValid(pass), token).ConfigureAwait(false) is { } sent)
                    {
                        isRecovered = Judge(sent, pass.Round, isRecovered, observer);
                        return sent;
                    }
                }
                finally
                {
                    if (pass.IsAlone)
                    {
                        _gate.Leave();
                    }
                }
            }
        }
    }

    /// <summary>Ends the connection: the transport, the proof, and this.</summary>
    public void Dispose()
    {
        _transport.Dispose();
        (_authorizer as IDisposable)?.Dispose();
    }

    // Whether the request is worth sending again. Other responses can come from before the place that checks the key: a proxy, or a gateway that throttles.
    private bool Judge(ServiceResponse response, int round, bool isRetry, IClientObserver? observer)
    {
        if (response.IsSuccess)
        {
            _gate.Prove(round);
            return false;
        }

        if (response.Status != HttpStatusCode.Unauthorized)
        {
            return false;
        }

        if (!isRetry && _authorizer!.Recover(response.Proof!, response, observer) && _gate.TryDoubt(round))
        {
            return true;
        }

        response.Hint = _hint;
        ServiceResponse refusal = response.Copy();
        refusal.Hint = _hint is null ? NotSent : $"{NotSent} {_hint}";
        _gate.Close(refusal);
        return false;
    }
}
