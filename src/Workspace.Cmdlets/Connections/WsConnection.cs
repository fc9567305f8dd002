using System;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Commands.Infrastructure;
using Workspace.Http;

namespace Workspace.Commands;

/// <summary>A connection to one project of Huawei Cloud Workspace, as Connect-WsService makes it. It shows no secret.</summary>
public sealed class WsConnection
{
    private readonly WsEmulator? _emulator;
    private WorkspaceClient? _client;

    private WsConnection(WorkspaceClient client, WsEmulator? emulator)
    {
        _client = client;
        _emulator = emulator;
        Region = client.Region;
        ProjectId = client.ProjectId;
        Endpoint = client.Endpoint;
        Source = client.Credential.Source;
        Identity = client.Credential.Identity;
    }

    /// <summary>The region, or null where only an endpoint was given.</summary>
    public string? Region { get; }

    /// <summary>The project's id.</summary>
    public string ProjectId { get; }

    /// <summary>The service's address.</summary>
    public Uri Endpoint { get; }

    /// <summary>Where the credential was found.</summary>
    public string Source { get; }

    /// <summary>Whom the credential stands for.</summary>
    public string Identity { get; }

    /// <summary>Connected, or Disconnected.</summary>
    public string Status => _client is null ? "Disconnected" : "Connected";

    /// <summary>It was found by a cmdlet that only reads, not made on purpose.</summary>
    internal bool IsFound { get; set; }

    internal WorkspaceClient Client => _client
        ?? throw new NotConnectedException($"The connection to {this} was closed by Disconnect-WsService.");

    /// <summary>What a test sees and steers of the service in memory, for a connection made with -Emulator. It sends nothing.</summary>
    /// <returns>The service in memory.</returns>
    /// <exception cref="InvalidOperationException">The connection is one to a real service.</exception>
    public WsEmulator GetEmulator() => _emulator
        ?? throw new InvalidOperationException($"The connection to {this} has no emulator. Connect-WsService -Emulator makes one that has.");

    /// <inheritdoc/>
    public override string ToString() => $"project {ProjectId} in region {Region ?? Endpoint.Host}";

    internal static async Task<WsConnection> OpenAsync(WorkspaceClientOptions options, IClientObserver observer, CancellationToken cancellationToken, WsEmulator? emulator = null) =>
        new(await WorkspaceClient.ConnectAsync(options, observer, cancellationToken).ConfigureAwait(false), emulator);

    /// <summary>Wipes the secrets; the connection is of no more use.</summary>
    internal void Close() => Interlocked.Exchange(ref _client, null)?.Dispose();
}
