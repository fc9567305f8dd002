using System;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Users;

/// <summary>Logoffs and messages as they go over the wire.</summary>
public sealed class UserPageTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    // The example of the service's definition of BatchLogoffDesktops; its answer has no body.
    [Fact]
    public async Task Users_are_logged_off_as_the_example_shows()
    {
        StubHandler stub = StubHandler.Always(StubAnswer.Empty(HttpStatusCode.OK));
        using WorkspaceClient client = await TestClient.ConnectAsync(stub, options => options.Credential = TestClient.Token());

        await client.Users.LogOffAsync(["string"], "string", Stop);
        await client.Users.LogOffAsync(["d1", "d2"], null, Stop);

        Assert.Equal(
            [("POST", $"/v2/{TestClient.ProjectId}/desktops/logoff", """{"desktop_ids":["string"],"message":"string"}"""), ("POST", $"/v2/{TestClient.ProjectId}/desktops/logoff", """{"desktop_ids":["d1","d2"]}""")],
            stub.Requests.Select(r => (r.Method, r.Target, r.Body ?? "")));
        Assert.Equal(("application/json", "the-token"), (stub.Requests[0].Header("Content-Type"), stub.Requests[0].Header("X-Auth-Token")));
    }

    [Fact]
    public async Task Messages_go_to_desktops_and_to_pools()
    {
        StubHandler stub = StubHandler.Always("""{"job_id":"j1"}""");
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        Assert.Equal("j1", await client.Users.NotifyAsync(["d1", "d2"], "Save \"now\" – 保存", Stop));
        Assert.Equal("j1", await client.Users.NotifyPoolAsync("p1", "Hello", Stop));

        Assert.Equal(
            [("POST", $"/v2/{TestClient.ProjectId}/desktops/notifications"), ("POST", $"/v2/{TestClient.ProjectId}/desktop-pools/p1/notifications")],
            stub.Requests.Select(r => (r.Method, r.Target)));
        var body = System.Text.Json.Nodes.JsonNode.Parse(stub.Requests[0].Body!)!.AsObject();
        Assert.Equal(["desktop_ids", "notifications"], body.Select(member => member.Key));
        Assert.Equal("Save \"now\" – 保存", (string?)body["notifications"]);
        Assert.Equal("""{"notifications":"Hello"}""", stub.Requests[1].Body);
    }

    [Fact]
    public async Task Texts_out_of_their_limits_are_not_sent()
    {
        StubHandler stub = StubHandler.InTurn(StubAnswer.Empty(HttpStatusCode.OK));
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        ArgumentException tooLong = await Assert.ThrowsAnyAsync<ArgumentException>(() => client.Users.LogOffAsync(["d1"], new string('m', 256), Stop));
        ArgumentException empty = await Assert.ThrowsAnyAsync<ArgumentException>(() => client.Users.NotifyAsync(["d1"], " ", Stop));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => client.Users.NotifyPoolAsync("p1", "", Stop));
        Assert.Empty(stub.Requests);
        await client.Users.LogOffAsync(["d1"], new string('m', 255), Stop);

        Assert.Contains("256 characters; the limit is 255", tooLong.Message, StringComparison.Ordinal);
        Assert.Contains("Message is empty", empty.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_logoff_is_sent_once()
    {
        StubHandler stub = StubHandler.Always(StubAnswer.Empty(HttpStatusCode.BadGateway));
        using WorkspaceClient client = await TestClient.ConnectAsync(stub, options => options.Retry = new() { MaximumRetryCount = 3 });

        WorkspaceException unknown = await Assert.ThrowsAsync<WorkspaceException>(() => client.Users.LogOffAsync(["d1"], null, Stop));

        Assert.True(unknown.IsOutcomeUnknown);
        Assert.Single(stub.Requests);
    }
}
