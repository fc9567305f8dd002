using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Http;

namespace Workspace.Authentication;

/// <summary>Logs on with a password when a token is needed, and sends that token until shortly before it expires.</summary>
internal sealed class PasswordAuthorizer : IAuthorizer, IDisposable
{
    private static readonly TimeSpan _margin = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly IamClient _iam;
    private readonly PasswordCredential _credential;
    private readonly ProjectScope _scope;
    private readonly IClock _clock;
    private IamToken? _token;

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
    public async Task<bool> RecoverAsync(object proof, ServiceResponse refusal, IClientObserver? observer, CancellationToken cancellationToken)
    {
        if (!RefusalText.SaysTokenIsOld(refusal))
        {
            return false;
        }

        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // A parallel request may have renewed it already.
            if (ReferenceEquals(_token, proof))
            {
                _token = null;
            }

            return true;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>The current token; parallel callers share one logon.</summary>
    public async Task<IamToken> GetTokenAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // An old token is not wiped here: a request may be about to send it.
            if (_token is null || _token.ExpiresAt - _clock.UtcNow < _margin)
            {
                _token = await _iam.LogOnAsync(_credential, _scope, cancellationToken).ConfigureAwait(false);
            }

            return _token;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose()
    {
        _token?.Text.Dispose();
        _gate.Dispose();
    }
}
