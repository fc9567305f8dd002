using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace Workspace.Tests.Support;

/// <summary>Holds every request back until a task ends, so that all that would be sent side by side are.</summary>
internal sealed class HeldHandler(HttpMessageHandler inner, Task until) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await until.WaitAsync(cancellationToken);
        return await base.SendAsync(request, cancellationToken);
    }
}
