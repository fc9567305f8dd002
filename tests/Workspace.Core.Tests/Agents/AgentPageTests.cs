using System;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Agents;

/// <summary>API page 004, "Installing an Agent".</summary>
public sealed class AgentPageTests
{
    private const string RequestExample = """{ "desktop_ids" : [ "f77db5cd-c020-47d4-bbbe-9b979a38d18c", "f77db5cd-c020-47d4-bbbe-9b979a38d18b" ] }""";

    private const string ResponseExample = """{ "job_id" : "string" }""";

    private static readonly string[] _ids = ["f77db5cd-c020-47d4-bbbe-9b979a38d18c", "f77db5cd-c020-47d4-bbbe-9b979a38d18b"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_004_is_sent_as_its_example_shows()
    {
        StubHandler stub = StubHandler.Always(ResponseExample);
        using WorkspaceClient client = await TestClient.ConnectAsync(stub, options => options.Credential = TestClient.Token());

        string job = await client.Agents.InstallAsync(_ids, Stop);

        RecordedRequest sent = Assert.Single(stub.Requests);
        Assert.Equal(("POST", $"/v2/{TestClient.ProjectId}/desktops/agents"), (sent.Method, sent.Target));
        Assert.Equal("application/json", sent.Header("Content-Type"));
        Assert.Equal("the-token", sent.Header("X-Auth-Token"));
        Assert.Equal(PageExample.Compact(RequestExample), sent.Body);
        Assert.Equal("string", job);
    }

    [Fact]
    public async Task Requests_say_which_client_they_come_from_and_want_JSON()
    {
        StubHandler stub = StubHandler.Always(ResponseExample);
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        await client.Agents.InstallAsync(_ids, Stop);

        RecordedRequest sent = Assert.Single(stub.Requests);
        Assert.StartsWith("Workspace/", sent.Header("User-Agent"), StringComparison.Ordinal);
        Assert.Equal("application/json", sent.Header("Accept"));
    }
}
