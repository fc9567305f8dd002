using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace Workspace.Tests.Fuzz;

/// <summary>Writes down what a healthy service answers.</summary>
internal sealed class RecordingHandler(HttpMessageHandler service, RecordedAnswers answers) : DelegatingHandler(service)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
        answers.Add(request, new FuzzAnswer
        {
            Status = (int)response.StatusCode,
            Headers = [.. response.Headers.Concat(response.Content.Headers).Select(header => KeyValuePair.Create(header.Key, header.Value.First()))],
            Body = await response.Content.ReadAsByteArrayAsync(cancellationToken),
        });
        return response;
    }
}
