using System;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Http;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Http;

/// <summary>The platform's handler itself, on a connection of its pool that turns out dead: it must not send a write again behind the client's back.</summary>
public sealed class DeadConnectionTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

#if NETFRAMEWORK
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_write_goes_over_a_connection_of_its_own_and_is_received_once(bool withReset)
    {
        await using var server = new FragileServer(withReset);
        using WorkspaceClient client = await ConnectAsync(server, 2);

        Assert.Equal("j1", await client.Agents.InstallAsync(["d1"], Stop).InTime());

        Assert.Equal([("GET", 1), ("POST", 2)], server.Received);
    }
#else
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_write_on_it_is_received_once_and_its_outcome_is_unknown(bool withReset)
    {
        await using var server = new FragileServer(withReset);
        using WorkspaceClient client = await ConnectAsync(server, 2);

        WorkspaceException lost = await Assert.ThrowsAsync<WorkspaceException>(() => client.Agents.InstallAsync(["d1"], Stop).InTime());

        Assert.Equal((WorkspaceException.ConnectionFailed, true), (lost.Code, lost.IsOutcomeUnknown));
        Assert.Equal([("GET", 1), ("POST", 1)], server.Received);
    }
#endif

    [Theory]
    [InlineData("POST", false)]
    [InlineData("POST", true)]
    [InlineData("PUT", false)]
    [InlineData("DELETE", false)]
    [InlineData("DELETE", true)]
    public async Task A_write_without_a_body_is_received_once_too(string method, bool withReset)
    {
        await using var server = new FragileServer(withReset);
        using HttpMessageHandler handler = PlatformHandler.Create(new WorkspaceClientOptions { NoProxy = true });
        RestClient rest = TestRest.Over(handler, server.Endpoint);
        await rest.SendAsync(new ServiceRequest(HttpMethod.Get, "/x"), _ => true, Stop).InTime();

        WorkspaceException lost = await Assert.ThrowsAsync<WorkspaceException>(() =>
            rest.SendAsync(new ServiceRequest(new HttpMethod(method), "/x") { IsWrite = true }, _ => true, Stop).InTime());

        Assert.True(lost.IsOutcomeUnknown);
        Assert.Equal([("GET", 1), (method, 1)], server.Received);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_read_on_it_is_sent_again_and_succeeds(bool withReset)
    {
        await using var server = new FragileServer(withReset);
        using WorkspaceClient client = await ConnectAsync(server, 2);

        Assert.Equal(0, await client.Desktops.List().CountAsync(Stop).AsTask().InTime());

        Assert.Equal([("GET", 1), ("GET", 1), ("GET", 2)], server.Received);
    }

    [Fact]
    public async Task A_read_that_is_a_POST_is_sent_again_by_the_client()
    {
        await using var server = new FragileServer(withReset: true);
        var observer = new RecordingObserver();
        using WorkspaceClient client = await ConnectAsync(server, 2, observer);

        await Assert.ThrowsAsync<WorkspaceException>(() => client.Desktops.CheckSysprepAsync(["d1"], Stop).InTime());

        // The answer that it gets then is none of the kind, which is not for here.
        Assert.Equal([("GET", 1), ("POST", 1), ("POST", 2)], server.Received.Take(3));
        Assert.Contains("Attempt 1 of 3 failed", observer.Warnings.First(), StringComparison.Ordinal);
    }

    private static Task<WorkspaceClient> ConnectAsync(FragileServer server, int repeats, IClientObserver? observer = null) => WorkspaceClient.ConnectAsync(
        new WorkspaceClientOptions
        {
            ProjectId = TestClient.ProjectId,
            Credential = TestClient.Token(),
            Endpoint = server.Endpoint,
            IamEndpoint = server.Endpoint,
            Clock = new ManualClock(),
            NoProxy = true,
            Retry = new() { MaximumRetryCount = repeats },
        },
        observer,
        Stop);
}
