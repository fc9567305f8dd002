using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Http;

namespace Workspace.Authentication;

/// <summary>Puts on a message what proves who sends it. Called for every attempt anew.</summary>
internal interface IAuthorizer
{
    Task AuthorizeAsync(HttpRequestMessage message, ServiceRequest request, CancellationToken cancellationToken);
}
