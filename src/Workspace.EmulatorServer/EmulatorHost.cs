using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Workspace.Emulator;

namespace Workspace.EmulatorServer;

/// <summary>An emulated tenant behind a socket on 127.0.0.1, until it is disposed of.</summary>
public sealed class EmulatorHost : IAsyncDisposable
{
    private readonly WebApplication _application;

    private EmulatorHost(WebApplication application, Uri endpoint)
    {
        _application = application;
        Endpoint = endpoint;
    }

    /// <summary>Where service and IAM answer, for example http://127.0.0.1:8080/.</summary>
    public Uri Endpoint { get; }

    /// <summary>Starts listening.</summary>
    /// <param name="tenant">The tenant that answers.</param>
    /// <param name="port">The port; 0 takes a free one.</param>
    /// <returns>The running host.</returns>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<EmulatorHost> StartAsync(EmulatedTenant tenant, int port = 0)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, QuietLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = EmulatedTenant.MaxBodyBytes;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        WebApplication application = builder.Build();
        application.Run(context => AnswerAsync(context, tenant));
        try
        {
            await application.StartAsync().ConfigureAwait(false);
        }
        catch
        {
            await application.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        IServerAddressesFeature addresses = application.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>();
        return new EmulatorHost(application, new Uri(addresses.Addresses.Single()));
    }

    /// <summary>Stops listening.</summary>
    /// <returns>A task that ends when no request is in work.</returns>
    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static async Task AnswerAsync(HttpContext context, EmulatedTenant tenant)
    {
        // The target as it came over the wire: signatures cover it, and the parsed path has lost its encoding.
        string target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var request = new EmulatorRequest(
            context.Request.Method,
            target,
            context.Request.Headers.Select(h => new KeyValuePair<string, string>(h.Key, h.Value.ToString())),
            await ReadBodyAsync(context).ConfigureAwait(false));
        try
        {
            await SendAsync(context, await tenant.HandleAsync(request, context.RequestAborted).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (IOException) when (!context.Response.HasStarted)
        {
            context.Abort();
        }
        catch (IOException)
        {
            // Less than was announced: the connection ends here. A reset could overtake what is on its way.
        }
    }

    // Null for a body above the limit: Kestrel ends the reading before it, where its length is announced, or at the limit.
    private static async Task<byte[]?> ReadBodyAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        try
        {
            await context.Request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
            return body.ToArray();
        }
        catch (BadHttpRequestException refused) when (refused.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            context.Response.Headers.Connection = "close";
            return null;
        }
    }

    private static async Task SendAsync(HttpContext context, EmulatorResponse answer)
    {
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        context.Response.ContentLength = answer.OpenBody is null ? answer.Body.Length : answer.AnnouncedLength;
        foreach (KeyValuePair<string, string> header in answer.Headers)
        {
            context.Response.Headers[header.Key] = header.Value;
        }

        if (answer.OpenBody is not { } open)
        {
            await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted).ConfigureAwait(false);
            return;
        }

        // Each part is on its way before the next one is read, which may never come.
        using Stream body = open();
        byte[] part = new byte[64 * 1024];
        for (int read; (read = await body.ReadAsync(part, context.RequestAborted).ConfigureAwait(false)) > 0;)
        {
            await context.Response.Body.WriteAsync(part.AsMemory(0, read), context.RequestAborted).ConfigureAwait(false);
            await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        }
    }
}
