using System;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Authentication;
using Workspace.Http;

namespace Workspace;

/// <summary>Makes a client of options: checks them, finds the project, sees that the service answers.</summary>
internal sealed class Connector
{
    // Of the projects to choose from.
    private const int MostNamed = 50;

    private readonly WorkspaceClientOptions _options;
    private readonly ConnectObserver? _observer;

    public Connector(WorkspaceClientOptions options, IClientObserver? observer)
    {
        _options = options ?? throw new ArgumentNullException(nameof(options));
        _observer = observer is null ? null : new ConnectObserver(observer);
    }

    public async Task<WorkspaceClient> ConnectAsync(CancellationToken cancellationToken)
    {
        try
        {
            WorkspaceClient client = await MakeAsync(cancellationToken).ConfigureAwait(false);
            _observer?.Connected();
            return client;
        }
        catch
        {
            // There is no client that could.
            _options.Credential?.Dispose();
            throw;
        }
    }

    private async Task<WorkspaceClient> MakeAsync(CancellationToken cancellationToken)
    {
        Credential credential = _options.Credential ?? throw new ArgumentException("A connection needs a credential.");
        ProxyCheck.Check(_options);
        if (_options.Retry.MaximumRetryCount < 0)
        {
            throw new ArgumentException($"MaximumRetryCount {_options.Retry.MaximumRetryCount} is below the limit of 0 repeats.");
        }

        if (_options.ThrottleLimit < 1)
        {
            throw new ArgumentException($"ThrottleLimit {_options.ThrottleLimit} is below the limit of 1 request at a time.");
        }

        if (_options.ProjectId is not null)
        {
            HeaderText.Check(ResourceId.Check(_options.ProjectId, "ProjectId"), "ProjectId");
        }

        if (_options.DomainId is not null)
        {
            HeaderText.Check(ResourceId.Check(_options.DomainId, "DomainId"), "DomainId");
        }

        bool needsRegion = _options.Endpoint is null || (_options.ProjectId is null && _options.ProjectName is null);
        string? region = needsRegion || _options.Region is not null ? ServiceEndpoints.CheckRegion(_options.Region) : null;
        var endpoints = new ServiceEndpoints(_options.Variable);
        Uri endpoint = ServiceEndpoints.Check(_options.Endpoint ?? endpoints.Workspace(region!), "Endpoint");
        Uri iamEndpoint = ServiceEndpoints.Check(_options.IamEndpoint ?? endpoints.Iam(region), "IamEndpoint");

        var transport = new Transport(
            _options.Handler ?? PlatformHandler.Create(_options),
            PlatformHandler.ForWrites(_options),
            _options.ThrottleLimit,
            _options.Timeout,
            _options.Clock,
            new SecretMask(credential));
        WorkspaceClient? client = null;
        try
        {
            var scope = new ProjectScope(_options.ProjectId, _options.ProjectName ?? region ?? "");
            client = await OpenAsync(transport, credential, scope, region, endpoint, iamEndpoint, cancellationToken).ConfigureAwait(false);
            await VerifyAsync(client, cancellationToken).ConfigureAwait(false);
            return client;
        }
        catch
        {
            client?.Dispose();
            transport.Dispose();
            throw;
        }
    }

    private async Task<WorkspaceClient> OpenAsync(
        Transport transport,
        Credential credential,
        ProjectScope scope,
        string? region,
        Uri endpoint,
        Uri iamEndpoint,
        CancellationToken cancellationToken)
    {
        var skew = new ClockSkew();
        var retry = new Retry(_options.Retry, _options.Clock, _options.Random);
        AuthorizedSender Sender(IAuthorizer? by) => new(transport, by, credential.RefusalHint);
        IamClient Iam(IAuthorizer? by) => new(new RestClient(Sender(by), iamEndpoint, "", retry, _observer), _options.Clock);
        string projectId;
        IAuthorizer authorizer;
        switch (credential)
        {
            case IAccessKeySource keys:
                projectId = scope.Id ?? await FindProjectAsync(Iam(new RequestSigner(keys, _options.Clock, null, skew, _options.DomainId)), scope, cancellationToken).ConfigureAwait(false);
                authorizer = new RequestSigner(keys, _options.Clock, projectId, skew);
                break;
            case TokenCredential token:
                authorizer = new TokenAuthorizer(token);
                projectId = scope.Id ?? await FindProjectAsync(Iam(authorizer), scope, cancellationToken).ConfigureAwait(false);
                break;
            case PasswordCredential password:
                var logon = new PasswordAuthorizer(Iam(null), password, scope, _options.Clock);
                authorizer = logon;
                IamToken first = await logon.GetTokenAsync(cancellationToken).ConfigureAwait(false);
                projectId = scope.Id ?? ResourceId.Given(first.ProjectId) ?? throw NoProject(scope, "IAM's token names none that is usable. Give it with -ProjectId");
                break;
            default:
                throw new ArgumentException($"A credential of type {credential.GetType().Name} is unknown.");
        }

        AuthorizedSender sender = Sender(authorizer);
        var rest = new RestClient(sender, endpoint, $"/v2/{ResourceId.Segment(projectId, "ProjectId")}", retry, _observer);
        return new WorkspaceClient(rest, new ConnectionState(region, projectId, endpoint, credential, _options.Clock, _options.Retry.LookWindow, sender));
    }

    private static async Task<string> FindProjectAsync(IamClient iam, ProjectScope scope, CancellationToken cancellationToken)
    {
        IamProject[] projects;
        try
        {
            projects = await iam.ListProjectsAsync(scope.Name, cancellationToken).ConfigureAwait(false);
        }
        catch (WorkspaceException refused) when (refused.StatusCode == HttpStatusCode.Forbidden)
        {
            throw NoProject(scope, "the credential is right, but it may not list projects. Give the project's id with -ProjectId", refused);
        }

        return projects.Length switch
        {
            1 => ResourceId.Given(projects[0].Id) ?? throw NoProject(scope, "IAM lists it without a usable id. Give it with -ProjectId"),
            0 => throw NoProject(scope, "this account has no project of that name. Correct -Region, or name a sub-project with -ProjectName"),
            _ => throw NoProject(scope, $"there are {projects.Length}: {string.Join(", ", projects.Take(MostNamed).Select(Named))}. Choose one with -ProjectId"),
        };
    }

    private static string Named(IamProject project) => SecretMask.None.Show($"{project.Id} ({project.Name})", 2 * SecretMask.Name);

    private static WorkspaceException NoProject(ProjectScope scope, string why, WorkspaceException? cause = null) =>
        new("WsProjectNotFound", $"The id of project '{scope.Name}' could not be found: {why}.", cause)
        {
            RequestId = cause?.RequestId,
            EncodedAuthorizationMessage = cause?.EncodedAuthorizationMessage,
        };

    // A key that may not read the tenant's state can still do its work, so only that refusal is passed over.
    private async Task VerifyAsync(WorkspaceClient client, CancellationToken cancellationToken)
    {
        try
        {
            Tenant tenant = await client.GetTenantAsync(cancellationToken).ConfigureAwait(false);
            if (tenant.Status is { } status && !status.Equals("SUBSCRIBED", StringComparison.OrdinalIgnoreCase))
            {
                _observer?.Warn($"The Workspace service is not ready in project {client.ProjectId}: its status is {new SecretMask(client.Credential).Show(status, SecretMask.Name)}.");
            }
        }
        catch (WorkspaceException refused) when (refused.StatusCode == HttpStatusCode.Forbidden && !refused.ConcernsConnection)
        {
            _observer?.Warn($"The connection could not be checked, because this identity may not read the tenant's state: {refused.Message}");
        }
    }
}
