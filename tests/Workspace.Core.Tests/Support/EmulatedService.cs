using System;
using System.Threading.Tasks;
using Workspace.Emulator;
using Workspace.EmulatorServer;
using Workspace.Http;

namespace Workspace.Tests.Support;

/// <summary>A client of an emulated tenant, in memory or over a socket.</summary>
internal sealed class EmulatedService : IAsyncDisposable
{
    private readonly EmulatorHost? _host;

    private EmulatedService(EmulatorHost? host, WorkspaceClient client)
    {
        _host = host;
        Client = client;
    }

    public WorkspaceClient Client { get; }

    public static async Task<EmulatedService> StartAsync(EmulatedTenant tenant, IClock clock, bool overSocket, Action<WorkspaceClientOptions>? change = null, IClientObserver? observer = null)
    {
        EmulatorHost? host = overSocket ? await EmulatorHost.StartAsync(tenant) : null;
        WorkspaceClient client = await Emulated.ConnectAsync(
            tenant,
            clock,
            options =>
            {
                if (host is not null)
                {
                    options.Handler = null;
                    options.Endpoint = options.IamEndpoint = host.Endpoint;
                }

                change?.Invoke(options);
            },
            observer);
        return new EmulatedService(host, client);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }
    }
}
