using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Workspace.Tests.Support;

/// <summary>A web server of the test's own on a real socket of this machine. It records what reaches it.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ConcurrentQueue<ReceivedRequest> _requests = [];

    private LoopbackServer(WebApplication application) => _application = application;

    public Uri Endpoint => new(_application.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single());

    public IReadOnlyList<ReceivedRequest> Requests => [.. _requests];

    /// <summary>Starts listening on a free port.</summary>
    /// <param name="answer">Answers a request.</param>
    /// <param name="certificate">Makes it speak TLS.</param>
    public static Task<LoopbackServer> StartAsync(Func<ReceivedRequest, StubAnswer> answer, X509Certificate2? certificate = null) =>
        StartAsync(request => Task.FromResult(answer(request)), certificate);

    /// <summary>Starts listening on a free port.</summary>
    /// <param name="answer">Answers a request, when it likes to.</param>
    /// <param name="certificate">Makes it speak TLS.</param>
    public static async Task<LoopbackServer> StartAsync(Func<ReceivedRequest, Task<StubAnswer>> answer, X509Certificate2? certificate = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
            {
                listen.UseHttps(certificate);
            }
        }));
        WebApplication application = builder.Build();
        var server = new LoopbackServer(application);
        application.Run(async context =>
        {
            string target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
            var request = new ReceivedRequest(context.Request.Method, target, context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase));
            server._requests.Enqueue(request);
            await WriteAsync(context.Response, await answer(request));
        });
        await application.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static async Task WriteAsync(HttpResponse response, StubAnswer answer)
    {
        using HttpResponseMessage message = answer.ToMessage();
        response.StatusCode = (int)message.StatusCode;
        foreach (KeyValuePair<string, IEnumerable<string>> header in message.Headers.Concat(message.Content.Headers))
        {
            response.Headers[header.Key] = header.Value.ToArray();
        }

        await message.Content.CopyToAsync(response.Body);
    }
}
