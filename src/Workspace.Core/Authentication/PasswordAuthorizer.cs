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

    private readonly IamClient _iam;
    private readonly PasswordCredential _credential;
    private readonly ProjectScope _scope;
    private readonly RenewedValue<IamToken> _token;
    private WorkspaceException? _refusal;

    public PasswordAuthorizer(IamClient iam, PasswordCredential credential, ProjectScope scope, IClock clock)
    {
        _iam = iam;
        _credential = credential;
        _scope = scope;
        _token = new RenewedValue<IamToken>(LogOnAsync, clock, _margin);
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
        bool isOld = RefusalText.SaysTokenIsOld(refusal);
        if (isOld)
        {
            // A parallel request may have renewed it already.
            _token.Invalidate((IamToken)proof);
        }

        return isOld;
    }

    /// <summary>The current token; parallel callers share one logon.</summary>
    public Task<IamToken> GetTokenAsync(CancellationToken cancellationToken) => _token.GetAsync(cancellationToken);

    public void Dispose()
    {
        _token.Dispose();
        _credential.ForgetTokens();
    }

    private async Task<(IamToken Token, DateTimeOffset ExpiresAt)> LogOnAsync(CancellationToken cancellationToken)
    {
        if (_refusal is { } earlier)
        {
            throw NotAgain(earlier);
        }

        try
        {
            IamToken token = await _iam.LogOnAsync(_credential, _scope, cancellationToken).ConfigureAwait(false);
            _credential.Keep(token.Text);
            return (token, token.ExpiresAt);
        }
        catch (WorkspaceException refused) when (refused.StatusCode == HttpStatusCode.Unauthorized)
        {
            _refusal = refused;
            throw;
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
