using System;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Authentication;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.EndToEnd;

/// <summary>A service that sends the client elsewhere must not make it carry its credentials there.</summary>
public sealed class RedirectTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_to_another_host_is_an_error_and_reaches_nobody(int status)
    {
        await using LoopbackServer other = await LoopbackServer.StartAsync(_ => StubAnswer.Ok("{}"));
        string elsewhere = other.Endpoint.AbsoluteUri + "stolen";
        await using LoopbackServer service = await LoopbackServer.StartAsync(_ => StubAnswer.Empty((HttpStatusCode)status).With("Location", elsewhere));

        WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(() => ConnectAsync(service.Endpoint, TestClient.Token()));

        Assert.Equal(status, (int?)error.StatusCode);
        Assert.StartsWith($"The service redirects to {elsewhere}. Redirects are not followed", error.Message, StringComparison.Ordinal);
        Assert.Equal("the-token", Assert.Single(service.Requests).Headers["X-Auth-Token"]);
        Assert.Empty(other.Requests);
    }

    [Theory]
    [InlineData(302)]
    [InlineData(307)]
    public async Task A_write_and_a_logon_are_not_carried_elsewhere_either(int status)
    {
        await using LoopbackServer other = await LoopbackServer.StartAsync(_ => StubAnswer.Ok("""{"job_id":"j1"}"""));
        await using LoopbackServer service = await LoopbackServer.StartAsync(request => request.Method == "GET"
            ? StubAnswer.Ok("""{"status":"SUBSCRIBED"}""")
            : StubAnswer.Empty((HttpStatusCode)status).With("Location", other.Endpoint.AbsoluteUri));
        using WorkspaceClient client = await ConnectAsync(service.Endpoint, TestClient.Key());

        WorkspaceException write = await Assert.ThrowsAsync<WorkspaceException>(() => client.Agents.InstallAsync(["d1"], Stop));
        WorkspaceException logon = await Assert.ThrowsAsync<WorkspaceException>(() => ConnectAsync(service.Endpoint, TestClient.Password()));

        Assert.Equal([status, status], [(int?)write.StatusCode, (int?)logon.StatusCode]);
        Assert.False(write.IsOutcomeUnknown);
        Assert.Equal(["GET", "POST", "POST"], service.Requests.Select(r => r.Method));
        Assert.Empty(other.Requests);
    }

    private static Task<WorkspaceClient> ConnectAsync(Uri endpoint, Credential credential) => TestClient.ConnectAsync(StubHandler.InTurn(), options =>
        (options.Handler, options.Endpoint, options.IamEndpoint, options.Credential) = (null, endpoint, endpoint, credential));
}
