using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace Workspace.Tests.Support;

/// <summary>Holds requests back until a task ends, so that all that would be sent side by side are.</summary>
internal sealed class HeldHandler(HttpMessageHandler inner, Func<HttpRequestMessage, Task> until) : DelegatingHandler(inner)
{
    public HeldHandler(HttpMessageHandler inner, Task until)
        : this(inner, _ => until)
    {
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await until(request).WaitAsync(cancellationToken);
        return await base.SendAsync(request, cancellationToken);
    }
}
