using System;
using System.Threading.Tasks;
using Workspace.Authentication;
using Workspace.Http;
using Xunit;

namespace Workspace.Tests.Support;

/// <summary>Clients over a stub, with the keys, project and time of the signing vectors. They make every request once.</summary>
internal static class TestClient
{
    public const string Region = "ap-southeast-3";
    public const string ProjectId = "0123456789abcdef0123456789abcdef";

    /// <summary>What the paths of the service begin with.</summary>
    public const string Prefix = "/v2/" + ProjectId;

    public static AccessKeyCredential Key(string? securityToken = null) => new(
        "AccessKey",
        Secret.FromText("SecretKey"),
        securityToken is null ? null : Secret.FromText(securityToken),
        "a test");

    public static TokenCredential Token() => new(Secret.FromText("the-token"), "a test");

    public static PasswordCredential Password() => new("IAMUser", Secret.FromText("pa55-word"), "AccountName", "a test");

    public static Task<WorkspaceClient> ConnectAsync(StubHandler stub, Action<WorkspaceClientOptions>? change = null, IClientObserver? observer = null)
    {
        var options = new WorkspaceClientOptions
        {
            Region = Region,
            ProjectId = ProjectId,
            Credential = Key(),
            Handler = stub,
            Clock = new ManualClock(),
            Retry = new() { MaximumRetryCount = 0 },
        };
        change?.Invoke(options);
        return WorkspaceClient.ConnectAsync(options, observer, TestContext.Current.CancellationToken);
    }
}
