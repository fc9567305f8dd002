using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Emulator;
using Workspace.Tests.Servers;

namespace Workspace.EmulatorServer;

/// <summary>An emulated tenant behind a socket. The one that people start is Kestrel's, which .NET Framework cannot run.</summary>
internal sealed class EmulatorHost : IAsyncDisposable
{
    private readonly SocketServer _server;

    private EmulatorHost(EmulatedTenant tenant) => _server = new SocketServer((request, stop) => AnswerAsync(tenant, request, stop));

    public Uri Endpoint => _server.Endpoint;

    public static Task<EmulatorHost> StartAsync(EmulatedTenant tenant) => Task.FromResult(new EmulatorHost(tenant));

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static async Task<SocketAnswer?> AnswerAsync(EmulatedTenant tenant, SocketRequest request, CancellationToken stop)
    {
        try
        {
            EmulatorResponse answer = await tenant.HandleAsync(new EmulatorRequest(request.Method, request.Target, request.Headers, request.Body), stop);
            return new SocketAnswer(answer.Status, [new("Content-Type", answer.ContentType), .. answer.Headers], answer.Body);
        }
        catch (IOException)
        {
            // So the emulator says that the answer is to be lost.
            return null;
        }
    }
}
