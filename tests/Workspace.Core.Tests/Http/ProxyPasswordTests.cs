using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Http;

/// <summary>A password in the address of a proxy or an endpoint is shown nowhere.</summary>
public sealed class ProxyPasswordTests
{
    private const string Password = "pa55-w%40rd";

    // As .NET words a tunnel that the proxy refused.
    private static readonly HttpRequestException _refusedTunnel = new(
        HttpRequestError.ProxyTunnelError,
        $"The proxy tunnel request to proxy 'http://guard:{Password}@proxy.example:8080/' failed with status code '403'.",
        new InvalidOperationException($"http://guard:{Password}@proxy.example:8080/"));

    [Fact]
    public async Task A_refused_tunnel_shows_no_password_in_errors_warnings_and_traces()
    {
        var observer = new RecordingObserver();

        WorkspaceException failed = await Assert.ThrowsAsync<WorkspaceException>(() => TestClient.ConnectAsync(
            new StubHandler((_, _) => throw _refusedTunnel) { Tenant = null! },
            options => (options.ProjectId, options.Retry) = (null, new() { MaximumRetryCount = 1 }),
            observer));

        Assert.Equal(WorkspaceException.ConnectionFailed, failed.Code);
        Assert.Contains("http://****@proxy.example:8080/", failed.Message, StringComparison.Ordinal);
        Assert.NotEmpty(observer.Warnings);
        Assert.All([failed.ToString(), .. observer.Warnings, .. observer.Traces.Select(trace => trace.Failure)], AssertNoPassword);
        for (Exception? inner = failed; inner is not null; inner = inner.InnerException)
        {
            AssertNoPassword(inner.ToString());
        }
    }

    [Theory]
    [InlineData("ftp://guard:pa55-w%40rd@proxy.example")]
    [InlineData("guard:pa55-w%40rd@proxy.example:8080")]
    public async Task A_proxy_that_is_none_is_named_without_its_password(string proxy)
    {
        ArgumentException refused = await Assert.ThrowsAsync<ArgumentException>(() => TestClient.ConnectAsync(StubHandler.InTurn(), options => options.Proxy = new Uri(proxy)));

        AssertNoPassword(refused.Message);
        Assert.Contains("proxy.example", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://guard:pa55-w%40rd@workspace.example")]
    [InlineData("https://guard@workspace.example")]
    public async Task An_endpoint_with_a_user_is_refused(string endpoint)
    {
        StubHandler stub = StubHandler.InTurn();

        ArgumentException service = await Assert.ThrowsAsync<ArgumentException>(() => TestClient.ConnectAsync(stub, options => options.Endpoint = new Uri(endpoint)));
        ArgumentException iam = await Assert.ThrowsAsync<ArgumentException>(() => TestClient.ConnectAsync(stub, options => options.IamEndpoint = new Uri(endpoint)));
        ArgumentException variable = await Assert.ThrowsAsync<ArgumentException>(() => TestClient.ConnectAsync(stub, options =>
            options.Variable = name => name == "HUAWEICLOUD_SDK_IAM_ENDPOINT" ? endpoint : null));

        Assert.All([service, iam, variable], refused =>
        {
            AssertNoPassword(refused.Message);
            Assert.Contains("user name or password", refused.Message, StringComparison.Ordinal);
        });
        Assert.Empty(stub.All);
    }

    [Fact]
    public void The_logon_in_a_proxys_address_is_its_credential()
    {
        using HttpMessageHandler handler = Workspace.Http.PlatformHandler.Create(new() { Proxy = new Uri($"http://guard:{Password}@proxy.example:8080") });

        IWebProxy proxy = ((SocketsHttpHandler)handler).Proxy!;
        NetworkCredential credential = proxy.Credentials!.GetCredential(new Uri("http://proxy.example:8080"), "Basic")!;

        Assert.Equal(new Uri("http://proxy.example:8080"), proxy.GetProxy(new Uri("https://workspace.example")));
        Assert.Equal(("guard", "pa55-w@rd"), (credential.UserName, credential.Password));
    }

    private static void AssertNoPassword(string? text)
    {
        Assert.NotNull(text);
        Assert.DoesNotContain("pa55", text, StringComparison.Ordinal);
    }
}
