using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace Workspace.Tests.Support;

/// <summary>A service of canned answers that records what it is asked. The tenant's state is asked while connecting and answered by itself.</summary>
internal sealed class StubHandler(Func<RecordedRequest, CancellationToken, Task<StubAnswer>> answer) : HttpMessageHandler
{
    private readonly List<RecordedRequest> _all = [];

    /// <summary>The answer to GET /workspaces.</summary>
    public StubAnswer Tenant { get; set; } = StubAnswer.Ok("""{"status":"SUBSCRIBED"}""");

    /// <summary>Every request, in order.</summary>
    public IReadOnlyList<RecordedRequest> All
    {
        get
        {
            lock (_all)
            {
                return [.. _all];
            }
        }
    }

    /// <summary>Every request but those for the tenant's state.</summary>
    public IReadOnlyList<RecordedRequest> Requests => [.. All.Where(request => !IsTenant(request))];

    public static StubHandler By(Func<RecordedRequest, StubAnswer> answer) => new((request, _) => Task.FromResult(answer(request)));

    public static StubHandler Always(StubAnswer answer) => By(_ => answer);

    public static StubHandler Always(string json) => Always(StubAnswer.Ok(json));

    public static StubHandler InTurn(params StubAnswer[] answers)
    {
        var left = new Queue<StubAnswer>(answers);
        return By(request => left.TryDequeue(out StubAnswer? next) ? next : throw new InvalidOperationException($"One request too many: {request}"));
    }

    public static StubHandler Throwing(Exception exception) => By(_ => throw exception);

    /// <summary>A service that never answers.</summary>
    public static StubHandler Silent() => new(async (_, token) =>
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, token);
        throw new InvalidOperationException("The silence ended.");
    });

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        string? body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        IEnumerable<KeyValuePair<string, IEnumerable<string>>> headers = request.Headers;
        if (request.Content is not null)
        {
            headers = headers.Concat(request.Content.Headers);
        }

        var recorded = new RecordedRequest(
            request.Method.Method,
            request.RequestUri!,
            headers.ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase),
            body);
        lock (_all)
        {
            _all.Add(recorded);
        }

        StubAnswer given = IsTenant(recorded) ? Tenant : await answer(recorded, cancellationToken);
        return given.ToMessage();
    }

    private static bool IsTenant(RecordedRequest request) => request.Method == "GET" && request.Path.EndsWith("/workspaces", StringComparison.Ordinal);
}
