using System;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Http;

namespace Workspace.Authentication;

/// <summary>Logs on with a password when a token is needed, and sends that token until shortly before it expires.</summary>
internal sealed class PasswordAuthorizer : IAuthorizer, IDisposable
{
    private static readonly TimeSpan _margin = TimeSpan.FromMinutes(10);

    // Not disposed of: who waits for it when the connection is closed must still get out.
    private readonly SemaphoreSlim _gate = new(1, 1);

    private readonly IamClient _iam;
    private readonly PasswordCredential _credential;
    private readonly ProjectScope _scope;
    private readonly IClock _clock;
    private IamToken? _token;
    private WorkspaceException? _refusal;

    public PasswordAuthorizer(IamClient iam, PasswordCredential credential, ProjectScope scope, IClock clock)
    {
        _iam = iam;
        _credential = credential;
        _scope = scope;
        _clock = clock;
    }

    public async Task<object> AuthorizeAsync(HttpRequestMessage message, ServiceRequest request, CancellationToken cancellationToken)
    {
        IamToken token = await GetTokenAsync(cancellationToken).ConfigureAwait(false);
        message.Headers.TryAddWithoutValidation(TokenAuthorizer.Header, token.Text.Reveal());
        return token;
    }

    /// <summary>Logs on once more for a token that IAM or the service no longer take.</summary>
    public bool Recover(object proof, ServiceResponse refusal, IClientObserver? observer)
    {
        if (!RefusalText.SaysTokenIsOld(refusal))
        {
            return false;
        }

        // A parallel request may have renewed it already.
        Interlocked.CompareExchange(ref _token, null, (IamToken)proof);
        return true;
    }

    /// <summary>The current token; parallel callers share one logon.</summary>
    public async Task<IamToken> GetTokenAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_token is null || _token.ExpiresAt - _clock.UtcNow < _margin)
            {
                await RenewAsync(cancellationToken).ConfigureAwait(false);
            }

            return _token!;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _credential.ForgetTokens();

    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        if (_refusal is { } earlier)
        {
            throw NotAgain(earlier);
        }

        try
        {
            _token = await _iam.LogOnAsync(_credential, _scope, cancellationToken).ConfigureAwait(false);
            _credential.Keep(_token.Text);
        }
        catch (WorkspaceException refused) when (refused.StatusCode == HttpStatusCode.Unauthorized)
        {
            _refusal = refused;
            throw;
        }
        catch (WorkspaceException) when (_token is not null && _clock.UtcNow < _token.ExpiresAt)
        {
            // The token in hand is still good; the next request asks again.
        }
    }

    private static WorkspaceException NotAgain(WorkspaceException refusal) => new(
        refusal.Code,
        "This request was not sent, because IAM refused the connection's user before, and more tries would lock the user. Connect again.",
        refusal)
    {
        StatusCode = refusal.StatusCode,
        RequestId = refusal.RequestId,
    };
}
