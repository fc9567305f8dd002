using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Http;

namespace Workspace.Authentication;

/// <summary>Sends a given token with every request.</summary>
internal sealed class TokenAuthorizer : IAuthorizer
{
    internal const string Header = "X-Auth-Token";

    private readonly TokenCredential _credential;

    public TokenAuthorizer(TokenCredential credential) => _credential = credential;

    public Task<object> AuthorizeAsync(HttpRequestMessage message, ServiceRequest request, CancellationToken cancellationToken)
    {
        message.Headers.TryAddWithoutValidation(Header, _credential.Token.Reveal());
        return Task.FromResult<object>(_credential);
    }

    /// <summary>A given token cannot be renewed.</summary>
    public bool Recover(object proof, ServiceResponse refusal, IClientObserver? observer) => false;
}
