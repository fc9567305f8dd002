using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using Workspace.Tests.Servers;

namespace Workspace.Tests.Support;

/// <summary>A web server of the test's own on a real socket of this machine. It records what reaches it.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly SocketServer _server;
    private readonly ConcurrentQueue<ReceivedRequest> _requests = [];

    private LoopbackServer(Func<ReceivedRequest, Task<StubAnswer>> answer, X509Certificate2? certificate) => _server = new SocketServer(
        (asked, _) =>
        {
            var request = new ReceivedRequest(asked.Method, asked.Target, asked.Headers);
            _requests.Enqueue(request);
            return ToSocketAsync(answer(request));
        },
        certificate);

    public Uri Endpoint => _server.Endpoint;

    public IReadOnlyList<ReceivedRequest> Requests => [.. _requests];

    /// <summary>Starts listening on a free port.</summary>
    /// <param name="answer">Answers a request.</param>
    /// <param name="certificate">Makes it speak TLS.</param>
    public static Task<LoopbackServer> StartAsync(Func<ReceivedRequest, StubAnswer> answer, X509Certificate2? certificate = null) =>
        StartAsync(request => Task.FromResult(answer(request)), certificate);

    /// <summary>Starts listening on a free port.</summary>
    /// <param name="answer">Answers a request, when it likes to.</param>
    /// <param name="certificate">Makes it speak TLS.</param>
    public static Task<LoopbackServer> StartAsync(Func<ReceivedRequest, Task<StubAnswer>> answer, X509Certificate2? certificate = null) =>
        Task.FromResult(new LoopbackServer(answer, certificate));

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static async Task<SocketAnswer?> ToSocketAsync(Task<StubAnswer> answer)
    {
        using HttpResponseMessage message = (await answer).ToMessage();
        return new SocketAnswer(
            (int)message.StatusCode,
            [.. message.Headers.Select(header => new KeyValuePair<string, string>(header.Key, string.Join(", ", header.Value)))],
            await message.Content.ReadAsByteArrayAsync());
    }
}
