using System;
using System.Threading.Tasks;
using Workspace.Authentication;
using Workspace.Emulator;
using Workspace.Http;
using Xunit;

namespace Workspace.Tests.Support;

/// <summary>Clients of an emulated tenant.</summary>
internal static class Emulated
{
    public static AccessKeyCredential Key(EmulatedTenant tenant, string? secretKey = null) =>
        new(tenant.AccessKey, Secret.FromText(secretKey ?? tenant.SecretKey), null, "a test");

    /// <summary>Connects through the tenant's handler; the project is found from the region.</summary>
    public static Task<WorkspaceClient> ConnectAsync(EmulatedTenant tenant, IClock clock, Action<WorkspaceClientOptions>? change = null, IClientObserver? observer = null)
    {
        var options = new WorkspaceClientOptions
        {
            Region = tenant.Region,
            Credential = Key(tenant),
            Handler = new EmulatorHandler(tenant),
            Clock = clock,
        };
        change?.Invoke(options);
        return WorkspaceClient.ConnectAsync(options, observer, TestContext.Current.CancellationToken);
    }

    /// <summary>Connects over a socket.</summary>
    public static Task<WorkspaceClient> ConnectAsync(EmulatedTenant tenant, IClock clock, Uri endpoint, string? secretKey = null) => ConnectAsync(tenant, clock, options =>
    {
        options.Handler = null;
        options.Credential = Key(tenant, secretKey);
        options.Endpoint = endpoint;
        options.IamEndpoint = endpoint;
    });
}
