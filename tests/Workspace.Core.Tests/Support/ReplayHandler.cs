using System.Collections.Concurrent;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace Workspace.Tests.Support;

/// <summary>Keeps each answer of another handler by what was asked, and gives it again at once: what is measured is the client alone.</summary>
internal sealed class ReplayHandler(HttpMessageHandler service) : DelegatingHandler(service)
{
    private readonly ConcurrentDictionary<string, byte[]> _answers = new();

    /// <summary>The bodies of all answers, in their order.</summary>
    public ConcurrentQueue<byte[]> Given { get; } = new();

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        _answers.TryGetValue(request.RequestUri!.PathAndQuery, out byte[]? body) ? Task.FromResult(Give(body)) : RecordAsync(request, cancellationToken);

    private async Task<HttpResponseMessage> RecordAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string asked = request.RequestUri!.PathAndQuery;
        using HttpResponseMessage answer = await base.SendAsync(request, cancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{asked}: {answer.StatusCode}");
        return Give(_answers[asked] = await answer.Content.ReadAsByteArrayAsync(cancellationToken));
    }

    private HttpResponseMessage Give(byte[] body)
    {
        Given.Enqueue(body);
        return new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
    }
}
