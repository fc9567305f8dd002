using System;
using System.Linq;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Emulator;
using Workspace.EmulatorServer;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.EndToEnd;

/// <summary>The client, a real proxy and the emulated service, each behind a socket of its own.</summary>
public sealed class ProxyTests
{
    private readonly ManualClock _clock = new();
    private readonly EmulatedTenant _tenant;

    public ProxyTests() => _tenant = new EmulatedTenant(null, _clock);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_goes_through_the_proxy_and_signatures_hold()
    {
        await using Tinyproxy proxy = await Tinyproxy.StartAsync();
        await using EmulatorHost host = await EmulatorHost.StartAsync(_tenant);
        using WorkspaceClient client = await ConnectAsync(host, options => options.Proxy = proxy.Address);

        int count = await client.Desktops.ListSummaries().CountAsync(Stop);
        await client.Agents.InstallAsync([_tenant.Desktops[0].DesktopId], Stop);

        Assert.Equal(_tenant.Desktops.Count, count);
        Assert.Equal(["/v3/projects", "/workspaces", "/desktops", "/desktops/agents"], _tenant.Requests.Select(r => r.Path.Replace("/v2/" + _tenant.ProjectId, "", StringComparison.Ordinal)));
        Assert.All(_tenant.Requests, request =>
        {
            Assert.Equal(200, request.Status);
            Assert.Contains("a-real-proxy", request.Headers["Via"], StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task The_client_logs_on_to_the_proxy_and_to_nobody_else()
    {
        await using Tinyproxy proxy = await Tinyproxy.StartAsync("guard pa55-word");
        await using EmulatorHost host = await EmulatorHost.StartAsync(_tenant);
        using WorkspaceClient client = await ConnectAsync(host, options => (options.Proxy, options.ProxyCredential) = (proxy.Address, new NetworkCredential("guard", "pa55-word")));

        Assert.Equal(_tenant.Desktops.Count, await client.Desktops.ListSummaries().CountAsync(Stop));

        Assert.All(_tenant.Requests, request =>
        {
            Assert.Contains("a-real-proxy", request.Headers["Via"], StringComparison.Ordinal);
            Assert.DoesNotContain("Proxy-Authorization", request.Headers.Keys, StringComparer.OrdinalIgnoreCase);
        });
    }

    [Fact]
    public async Task A_proxy_that_wants_a_logon_is_told_from_a_refused_key()
    {
        await using Tinyproxy proxy = await Tinyproxy.StartAsync("guard pa55-word");
        await using EmulatorHost host = await EmulatorHost.StartAsync(_tenant);

        WorkspaceException refused = await Assert.ThrowsAsync<WorkspaceException>(() => ConnectAsync(host, options => options.Proxy = proxy.Address));

        Assert.Equal(HttpStatusCode.ProxyAuthenticationRequired, refused.StatusCode);
        Assert.Contains("-ProxyCredential", refused.Message, StringComparison.Ordinal);
        Assert.Empty(_tenant.Requests);
    }

    [Fact]
    public async Task An_encrypted_connection_is_one_tunnel_that_the_proxy_may_refuse()
    {
        (WorkspaceException refused, int attempts) = await RefusedTunnelAsync(null);

        Assert.Equal("407", refused.Code);
        Assert.Contains("-ProxyCredential", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, attempts);
    }

    [Fact]
    public async Task Who_is_let_through_meets_the_servers_certificate_which_a_proxy_makes_no_better()
    {
        (WorkspaceException refused, _) = await RefusedTunnelAsync(new NetworkCredential("guard", "pa55-word"));

        Assert.Equal(TestCertificate.Refusal, refused.Code);
    }

    [Fact]
    public async Task Without_a_proxy_nothing_goes_through_it()
    {
        await using EmulatorHost host = await EmulatorHost.StartAsync(_tenant);
        using WorkspaceClient client = await ConnectAsync(host, options => options.NoProxy = true);

        Assert.Equal(_tenant.Desktops.Count, await client.Desktops.ListSummaries().CountAsync(Stop));

        Assert.All(_tenant.Requests, request => Assert.DoesNotContain("Via", request.Headers.Keys));
    }

    [Fact]
    public async Task A_proxy_that_is_not_there_is_a_failed_connection()
    {
        await using EmulatorHost host = await EmulatorHost.StartAsync(_tenant);
        Uri nobody;
        await using (LoopbackServer gone = await LoopbackServer.StartAsync(_ => StubAnswer.Ok("{}")))
        {
            nobody = gone.Endpoint;
        }

        WorkspaceException failed = await Assert.ThrowsAsync<WorkspaceException>(() => ConnectAsync(host, options => options.Proxy = nobody));

        Assert.Equal(WorkspaceException.ConnectionFailed, failed.Code);
        Assert.Empty(_tenant.Requests);
    }

    private static async Task<(WorkspaceException Refused, int Attempts)> RefusedTunnelAsync(NetworkCredential? credential)
    {
        await using Tinyproxy proxy = await Tinyproxy.StartAsync("guard pa55-word");
        using X509Certificate2 certificate = TestCertificate.SelfSigned();
        await using LoopbackServer server = await LoopbackServer.StartAsync(_ => StubAnswer.Ok("{}"), certificate);
        var observer = new RecordingObserver();

        WorkspaceException refused = await Assert.ThrowsAsync<WorkspaceException>(() => TestClient.ConnectAsync(
            StubHandler.InTurn(),
            options => (options.Handler, options.Endpoint, options.Retry, options.Proxy, options.ProxyCredential) = (null, server.Endpoint, new(), proxy.Address, credential),
            observer));

        Assert.DoesNotContain("pa55-word", refused.ToString(), StringComparison.Ordinal);
        Assert.True(refused.ConcernsConnection);
        Assert.Empty(server.Requests);
        return (refused, observer.Traces.Count);
    }

    private Task<WorkspaceClient> ConnectAsync(EmulatorHost host, Action<WorkspaceClientOptions> change) => Emulated.ConnectAsync(_tenant, _clock, options =>
    {
        options.Handler = null;
        options.Endpoint = host.Endpoint;
        options.IamEndpoint = host.Endpoint;
        options.Retry.MaximumRetryCount = 0;
        change(options);
    });
}
