using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Desktops;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Desktops;

/// <summary>Power actions and maintenance as they go over the wire.</summary>
public sealed class PowerPageTests
{
    private static readonly string[] _ids = ["f77db5cd-c020-47d4-bbbe-9b979a38d18c", "f77db5cd-c020-47d4-bbbe-9b979a38d18b"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    // The example of the service's definition of BatchRunDesktops.
    [Fact]
    public async Task Desktops_are_stopped_as_the_example_shows()
    {
        StubHandler stub = StubHandler.Always("""{"job_id":"abc85365-0b2e-4b4f-a091-f7db72072d4b"}""");
        using WorkspaceClient client = await TestClient.ConnectAsync(stub, options => options.Credential = TestClient.Token());

        await client.Desktops.RunAsync(_ids, PowerAction.Stop, cancellationToken: Stop);

        RecordedRequest sent = Assert.Single(stub.Requests);
        Assert.Equal(("POST", $"/v2/{TestClient.ProjectId}/desktops/action"), (sent.Method, sent.Target));
        Assert.Equal("application/json", sent.Header("Content-Type"));
        Assert.Equal("the-token", sent.Header("X-Auth-Token"));
        Assert.Equal("""{"desktop_ids":["f77db5cd-c020-47d4-bbbe-9b979a38d18c","f77db5cd-c020-47d4-bbbe-9b979a38d18b"],"op_type":"os-stop","type":"SOFT"}""", sent.Body);
    }

    [Theory]
    [InlineData(PowerAction.Start, "os-start", "os-start")]
    [InlineData(PowerAction.Stop, "os-stop", "os-stop")]
    [InlineData(PowerAction.Restart, "reboot", "reboot")]
    [InlineData(PowerAction.Suspend, "os-hibernate", "hibernate")]
    public async Task Desktops_and_pools_have_words_of_their_own(PowerAction action, string onDesktops, string onPools)
    {
        StubHandler stub = StubHandler.Always("""{"job_id":"j1"}""");
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        await client.Desktops.RunAsync(["d1"], action, force: true, Stop);
        string job = await client.Pools.RunAsync("p1", action, force: true, Stop);

        Assert.Equal("j1", job);
        Assert.Equal(
            [
                ($"/v2/{TestClient.ProjectId}/desktops/action", $$"""{"desktop_ids":["d1"],"op_type":"{{onDesktops}}","type":"HARD"}"""),
                ($"/v2/{TestClient.ProjectId}/desktop-pools/p1/action", $$"""{"op_type":"{{onPools}}","type":"HARD"}"""),
            ],
            stub.Requests.Select(request => (request.Target, request.Body)));
    }

    [Fact]
    public async Task A_pool_is_acted_on_softly_unless_force_is_asked_for()
    {
        StubHandler stub = StubHandler.Always("""{"job_id":"j1"}""");
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        await client.Pools.RunAsync("p 1", PowerAction.Suspend, cancellationToken: Stop);

        RecordedRequest sent = Assert.Single(stub.Requests);
        Assert.Equal(("POST", $"/v2/{TestClient.ProjectId}/desktop-pools/p%201/action", """{"op_type":"hibernate","type":"SOFT"}"""), (sent.Method, sent.Target, sent.Body));
    }

    [Theory]
    [InlineData(true, """{"desktop_ids":["d1","d2"],"in_maintenance_mode":true}""")]
    [InlineData(false, """{"desktop_ids":["d1","d2"],"in_maintenance_mode":false}""")]
    public async Task Maintenance_is_put_and_the_answer_has_no_body(bool mode, string body)
    {
        StubHandler stub = StubHandler.Always(StubAnswer.Empty(HttpStatusCode.OK));
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        await client.Desktops.SetMaintenanceModeAsync(["d1", "d2"], mode, Stop);

        RecordedRequest sent = Assert.Single(stub.Requests);
        Assert.Equal(("PUT", $"/v2/{TestClient.ProjectId}/desktops/maintenance-mode", body), (sent.Method, sent.Target, sent.Body));
        Assert.Equal("application/json", sent.Header("Content-Type"));
    }

    // It sets what it says, so twice is as good as once.
    [Fact]
    public async Task Maintenance_is_set_again_after_a_passing_fault()
    {
        StubHandler stub = StubHandler.InTurn(StubAnswer.Empty(HttpStatusCode.BadGateway), StubAnswer.Html(HttpStatusCode.OK, "<html>"), StubAnswer.Empty(HttpStatusCode.OK));
        using WorkspaceClient client = await TestClient.ConnectAsync(stub, options => options.Retry = new() { MaximumRetryCount = 2 });

        await client.Desktops.SetMaintenanceModeAsync(["d1"], true, Stop);

        Assert.Equal(3, stub.Requests.Count);
    }

    [Theory]
    [InlineData(500, "")]
    [InlineData(504, "")]
    [InlineData(200, "<html>a proxy's page</html>")]
    [InlineData(200, "[]")]
    [InlineData(200, "")]
    public async Task A_power_action_is_sent_once_and_an_answer_that_tells_nothing_leaves_its_outcome_open(int status, string body)
    {
        StubHandler stub = StubHandler.Always(StubAnswer.Json((HttpStatusCode)status, body));
        using WorkspaceClient client = await TestClient.ConnectAsync(stub, options => options.Retry = new() { MaximumRetryCount = 3 });

        WorkspaceException unknown = await Assert.ThrowsAsync<WorkspaceException>(() => client.Desktops.RunAsync(["d1"], PowerAction.Restart, cancellationToken: Stop));

        Assert.True(unknown.IsOutcomeUnknown);
        Assert.Single(stub.Requests);
    }

    [Fact]
    public async Task A_power_action_that_was_throttled_is_sent_again()
    {
        StubHandler stub = StubHandler.InTurn(
            StubAnswer.Json((HttpStatusCode)429, """{"error_code":"APIGW.0308","error_msg":"over ratelimit,limit:1,time:1 second"}"""),
            StubAnswer.Ok("{}"));
        using WorkspaceClient client = await TestClient.ConnectAsync(stub, options => options.Retry = new() { MaximumRetryCount = 3 });

        await client.Desktops.RunAsync(["d1"], PowerAction.Restart, cancellationToken: Stop);

        Assert.Equal(2, stub.Requests.Count);
    }

    public static TheoryData<string, string, string> BadIds => new()
    {
        { "none", "DesktopIds is empty", "never mean everything" },
        { "101", "101 ids", "100 at most" },
        { "empty", "DesktopIds is empty", "never means everything" },
        { "256", "256 characters", "limit is 255" },
    };

    [Theory]
    [MemberData(nameof(BadIds))]
    public async Task Ids_that_the_service_would_refuse_are_not_sent(string which, string what, string limit)
    {
        string[] ids = which switch
        {
            "none" => [],
            "101" => [.. Enumerable.Range(0, 101).Select(i => $"d{i}")],
            "empty" => ["d1", ""],
            _ => [new string('d', 256)],
        };
        StubHandler stub = StubHandler.InTurn();
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);
        Func<Task>[] calls =
        [
            () => client.Desktops.RunAsync(ids, PowerAction.Stop, cancellationToken: Stop),
            () => client.Desktops.SetMaintenanceModeAsync(ids, true, Stop),
            () => client.Desktops.RebuildAsync(new() { DesktopIds = ids, ImageId = "i1", ImageType = "gold" }, Stop),
            () => client.Users.LogOffAsync(ids, null, Stop),
            () => client.Users.NotifyAsync(ids, "Hello", Stop),
        ];

        foreach (Func<Task> call in calls)
        {
            ArgumentException refused = await Assert.ThrowsAnyAsync<ArgumentException>(call);
            Assert.Contains(what, refused.Message, StringComparison.OrdinalIgnoreCase);
            Assert.Contains(limit, refused.Message, StringComparison.Ordinal);
        }

        Assert.Empty(stub.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    public async Task A_pool_without_an_id_is_not_acted_on(string id)
    {
        StubHandler stub = StubHandler.InTurn();
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        await Assert.ThrowsAnyAsync<ArgumentException>(() => client.Pools.RunAsync(id, PowerAction.Stop, cancellationToken: Stop));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => client.Users.NotifyPoolAsync(id, "Hello", Stop));

        Assert.Empty(stub.Requests);
    }

    [Fact]
    public async Task A_success_that_lists_failures_tells_each_desktop()
    {
        StubHandler stub = StubHandler.Always("""{"failed_operation_list":[{"desktop_id":"d2","desktop_name":"PC-2","error_code":"WKS.2","error_msg":"Is gone."}],"job_id":"j1"}""");
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        IReadOnlyList<KeyValuePair<string, WorkspaceException>> failed = await client.Desktops.ChangeAsync(
            DesktopChange.Power(PowerAction.Stop, []),
            ["d1", "d2"],
            (ids, token) => client.Desktops.RunAsync(ids, PowerAction.Stop, cancellationToken: token),
            new(),
            Stop);

        (string id, WorkspaceException error) = Assert.Single(failed);
        Assert.Equal(("d2", "WKS.2", HttpStatusCode.OK), (id, error.Code, error.StatusCode));
        Assert.Contains("PC-2: Is gone.", error.Message, StringComparison.Ordinal);
        Assert.Contains("/desktops/action", error.Message, StringComparison.Ordinal);
        Assert.False(error.IsOutcomeUnknown);
    }

    [Theory]
    [InlineData("d1", "d1")]
    [InlineData("d1 d2", "d1, d2")]
    public async Task A_failure_that_names_no_desktop_is_told_all_the_same(string ids, string told)
    {
        using WorkspaceClient client = await TestClient.ConnectAsync(StubHandler.Always("""{"failed_operation_list":[{"error_code":"WKS.2"}]}"""));

        var failed = await client.Desktops.ChangeAsync(
            DesktopChange.Power(PowerAction.Stop, []),
            ids.Split(' '),
            (some, token) => client.Desktops.RunAsync(some, PowerAction.Stop, cancellationToken: token),
            new(),
            Stop);

        Assert.Equal((told, "WKS.2"), (Assert.Single(failed).Key, failed[0].Value.Code));
        Assert.Contains("no reason", failed[0].Value.Message, StringComparison.Ordinal);
    }
}
