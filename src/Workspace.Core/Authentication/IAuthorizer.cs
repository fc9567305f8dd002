using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Http;

namespace Workspace.Authentication;

/// <summary>Puts on a message what proves who sends it. Called for every attempt anew.</summary>
internal interface IAuthorizer
{
    /// <summary>Authorizes a message.</summary>
    /// <returns>What it was authorized with, for <see cref="Recover"/>.</returns>
    Task<object> AuthorizeAsync(HttpRequestMessage message, ServiceRequest request, CancellationToken cancellationToken);

    /// <summary>After a 401: makes it so that the same request may pass, where that can be done without trying the same key again.</summary>
    /// <returns>Whether the request is worth sending again, once.</returns>
    bool Recover(object proof, ServiceResponse refusal, IClientObserver? observer);
}
