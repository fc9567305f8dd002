using System;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Agents;
using Workspace.Authentication;
using Workspace.Desktops;
using Workspace.Http;
using Workspace.Images;
using Workspace.Jobs;
using Workspace.Pools;
using Workspace.Rest;
using Workspace.Serialization;
using Workspace.Users;

namespace Workspace;

/// <summary>
/// The front door to one project of Huawei Cloud Workspace. It may be used from many threads. Every call of its members
/// can throw a <see cref="WorkspaceException"/>, and an <see cref="ArgumentException"/> for input that the service would
/// refuse, before anything is sent.
/// </summary>
public sealed class WorkspaceClient : IDisposable
{
    /// <summary>The longest id that the service takes, in characters.</summary>
    public const int MaxIdLength = 255;

    private readonly RestClient _rest;
    private readonly ConnectionState _state;

    internal WorkspaceClient(RestClient rest, ConnectionState state)
    {
        _rest = rest;
        _state = state;
        Desktops = new DesktopOperations(rest, state.Clock, state.LookWindow);
        Pools = new PoolOperations(rest, Desktops, state.Clock);
        Images = new ImageOperations(rest, state.Clock);
        Agents = new AgentOperations(rest);
        Users = new UserOperations(rest, Desktops);
        Jobs = new JobOperations(rest, state.Clock, state.LookWindow, state.OwnJobs);
        Jobs.ExplainAsync = new ActionConflict(Desktops, Pools, Jobs).ExplainAsync;
        Rest = new RestOperations(rest, state.ProjectId);
    }

    /// <summary>Checks that a text can be an id: 1 to 255 characters that stay one segment of a path. Nothing is sent.</summary>
    /// <param name="id">The text.</param>
    /// <param name="name">What the id is called in the error, such as DesktopId.</param>
    /// <returns>The id.</returns>
    /// <exception cref="ArgumentException">It cannot be an id; the message says why.</exception>
    public static string CheckId(string? id, string name) => ResourceId.Check(id, name);

    /// <summary>Cloud desktops.</summary>
    public DesktopOperations Desktops { get; }

    /// <summary>Desktop pools.</summary>
    public PoolOperations Pools { get; }

    /// <summary>Images that desktops are made of.</summary>
    public ImageOperations Images { get; }

    /// <summary>Monitoring agents on desktops.</summary>
    public AgentOperations Agents { get; }

    /// <summary>The people at the desktops.</summary>
    public UserOperations Users { get; }

    /// <summary>Asynchronous jobs of the service.</summary>
    public JobOperations Jobs { get; }

    /// <summary>Every operation of the service, by name or path.</summary>
    public RestOperations Rest { get; }

    /// <summary>The region, or null where only an endpoint was given.</summary>
    public string? Region => _state.Region;

    /// <summary>The project's id.</summary>
    public string ProjectId => _state.ProjectId;

    /// <summary>The service's address.</summary>
    public Uri Endpoint => _state.Endpoint;

    /// <summary>Who is connected.</summary>
    public Credential Credential => _state.Credential;

    /// <summary>The clock that paces waits.</summary>
    public IClock Clock => _state.Clock;

    /// <summary>Connects: finds the project and checks that the service answers (GET /workspaces).</summary>
    /// <param name="options">Where, and as whom.</param>
    /// <param name="observer">Hears what is sent, or null.</param>
    /// <param name="cancellationToken">Stops the request under way.</param>
    /// <returns>The client; dispose it to wipe its secrets.</returns>
    /// <exception cref="ArgumentException">The options cannot work; nothing was sent.</exception>
    /// <exception cref="WorkspaceException">Wrong key, region or endpoint, or no project.</exception>
    public static Task<WorkspaceClient> ConnectAsync(WorkspaceClientOptions options, IClientObserver? observer = null, CancellationToken cancellationToken = default) =>
        new Connector(options, observer).ConnectAsync(cancellationToken);

    /// <summary>The same connection with an observer of its own. The copy needs no disposing.</summary>
    /// <param name="observer">Hears what is sent.</param>
    /// <returns>A client that shares everything else.</returns>
    public WorkspaceClient With(IClientObserver observer) => new(_rest.With(observer), _state);

    /// <summary>The tenant's state at the service (GET /workspaces).</summary>
    /// <param name="cancellationToken">Stops the request under way.</param>
    /// <returns>The state.</returns>
    public Task<Tenant> GetTenantAsync(CancellationToken cancellationToken = default) =>
        _rest.GetAsync("/workspaces", new Query(), WorkspaceJson.Default.Tenant, cancellationToken);

    /// <summary>Ends the connection and wipes its secrets.</summary>
    public void Dispose() => _state.Dispose();
}
