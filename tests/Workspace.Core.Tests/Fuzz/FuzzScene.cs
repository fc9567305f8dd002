using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Authentication;
using Workspace.Tests.Support;

namespace Workspace.Tests.Fuzz;

/// <summary>Where a call is made: as whom, over what, at what time. With a healthy service it is recorded, with spoilt answers it is judged.</summary>
/// <param name="tenant">Whose names and keys are used.</param>
/// <param name="identity">As whom.</param>
/// <param name="handler">What answers.</param>
/// <param name="arm">Called when answers may be spoilt.</param>
internal sealed class FuzzScene(FuzzTenant tenant, FuzzIdentity identity, HttpMessageHandler handler, Action? arm = null)
{
    private const string GivenToken = "MIIDgwYJKoZIhvcNAQcCoIIDdDCCA3ACAQExDTALBglghkgBZQMEAgEwggGRBgkqhkiG";

    public FuzzTenant Tenant => tenant;

    public ManualClock Clock { get; init; } = new();

    public RecordingObserver Observer { get; } = new();

    /// <summary>Whether a request is tried again.</summary>
    public bool Retries { get; init; } = true;

    /// <summary>The client knows its secrets: the metadata service has given the key, and not a spoilt one.</summary>
    public bool HasKey { get; private set; } = identity != FuzzIdentity.Metadata;

    /// <summary>What the connection knows and nobody may see.</summary>
    public IReadOnlyList<string> Secrets => identity switch
    {
        FuzzIdentity.Token => [GivenToken],
        FuzzIdentity.Password => [tenant.Service.Password],
        _ => [tenant.Service.SecretKey, FuzzService.SecurityToken],
    };

    /// <summary>A client that connected over healthy answers; from now on they are spoilt.</summary>
    public async Task<WorkspaceClient> ConnectAsync()
    {
        WorkspaceClient client = await OpenAsync(identity == FuzzIdentity.Password ? null : tenant.Service.ProjectId);
        arm?.Invoke();
        return client;
    }

    /// <summary>A client that has to find its project over spoilt answers.</summary>
    public Task<WorkspaceClient> ConnectArmedAsync()
    {
        arm?.Invoke();
        return OpenAsync(null);
    }

    private async Task<WorkspaceClient> OpenAsync(string? projectId) => await WorkspaceClient.ConnectAsync(
        new WorkspaceClientOptions
        {
            Region = tenant.Service.Region,
            ProjectId = projectId,
            Credential = await CredentialAsync(),
            Handler = handler,
            Clock = Clock,
            Variable = _ => null,
            Random = () => 0.5,
            Retry = new() { MaximumRetryCount = Retries ? 2 : 0 },
        },
        Observer,
        CancellationToken.None);

    private async Task<Credential> CredentialAsync()
    {
        switch (identity)
        {
            case FuzzIdentity.Token:
                return new TokenCredential(Secret.FromText(GivenToken), "a test");
            case FuzzIdentity.Password:
                return new PasswordCredential(tenant.Service.UserName, Secret.FromText(tenant.Service.Password), tenant.Service.DomainName, "a test");
            case FuzzIdentity.Metadata:
                // As the chain does it.
                var agency = new MetadataCredential(new MetadataClient(MetadataClient.Standard, handler), Clock);
                await agency.GetKeyAsync(CancellationToken.None);
                HasKey = agency.Secrets.Select(secret => secret.Use(System.Text.Encoding.UTF8.GetString)).SequenceEqual(Secrets);
                return agency;
            default:
                return new AccessKeyCredential(tenant.Service.AccessKey, Secret.FromText(tenant.Service.SecretKey), Secret.FromText(FuzzService.SecurityToken), "a test");
        }
    }
}
