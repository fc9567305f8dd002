using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Jobs;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Jobs;

/// <summary>A project that has run for years has a long list of jobs. The start of an action does not read it.</summary>
public sealed class JobHistoryTests
{
    private const int Ended = 100_000;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_action_starts_with_a_look_at_the_list_and_one_at_the_running_jobs(bool force)
    {
        StubHandler stub = Service(running: 0);
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        Assert.Equal("new", await StartAsync(client, force));

        Assert.Equal(["GET", "GET", "POST"], stub.Requests.Select(request => request.Method));
    }

    [Fact]
    public async Task A_short_list_is_read_once()
    {
        StubHandler stub = StubHandler.By(request => request.Method == "POST" ? StubAnswer.Ok("""{"job_id":"new"}""") : ListService.Page(request, "jobs", 900, i => $$"""{"id":"s{{i}}","job_id":"j{{i}}","job_type":"rebuildDesktopPool","status":"SUCCESS"}"""));
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        Assert.Equal("new", await StartAsync(client, force: false));

        Assert.Equal(["GET", "POST"], stub.Requests.Select(request => request.Method));
    }

    [Fact]
    public async Task A_running_job_of_30_000_desktops_is_found_with_two_looks()
    {
        StubHandler stub = Service(running: 30_000);
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        WorkspaceException busy = await Assert.ThrowsAsync<WorkspaceException>(() => StartAsync(client, force: false));

        Assert.Equal(WorkspaceException.ResourceBusy, busy.Code);
        Assert.Equal(2, stub.Requests.Count);
    }

    // The service takes no offset above 10,000.
    [Fact]
    public async Task A_forced_action_starts_although_more_runs_than_the_service_lists()
    {
        StubHandler stub = Service(running: 30_000);
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        Assert.Equal("new", await StartAsync(client, force: true));
    }

    [Fact]
    public async Task Where_not_all_that_runs_is_known_none_of_it_is_adopted()
    {
        StubHandler stub = Service(running: 30_000, answerIsLost: true);
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        WorkspaceException unknown = await Assert.ThrowsAsync<WorkspaceException>(() => StartAsync(client, force: true));

        Assert.Equal(WorkspaceException.AmbiguousOutcome, unknown.Code);
        Assert.Contains("More jobs run than the service lists", unknown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sysprep_of_100_000_desktops_is_read()
    {
        string infos = string.Join(',', Enumerable.Range(0, 100_000).Select(i => $$"""{"desktop_id":"d{{i}}","sysprep_version":"1"}"""));
        using WorkspaceClient client = await TestClient.ConnectAsync(StubHandler.Always($$"""{"sysprep_infos":[{{infos}}]}"""));

        Assert.Equal(100_000, (await client.Desktops.CheckSysprepAsync(null, Stop)).Count);
    }

    private static Task<string> StartAsync(WorkspaceClient client, bool force) => client.Jobs.StartAsync(
        ActionTarget.PoolRebuild("p1", "sales"),
        token => client.Pools.RebuildAsync("p1", new() { ImageId = "i1" }, token),
        new() { Force = force },
        Stop);

    private static StubHandler Service(int running, bool answerIsLost = false) => StubHandler.By(request =>
    {
        if (request.Method == "POST")
        {
            return answerIsLost ? StubAnswer.Empty(System.Net.HttpStatusCode.BadGateway) : StubAnswer.Ok("""{"job_id":"new"}""");
        }

        bool isFiltered = request.Target.Contains("status=RUNNING", StringComparison.Ordinal);
        return int.Parse(request.Query("offset")!, System.Globalization.CultureInfo.InvariantCulture) > 10_000
            ? StubAnswer.Json(System.Net.HttpStatusCode.BadRequest, """{"error_code":"WKS.0001","error_msg":"offset: 0 to 10000."}""")
            : ListService.Page(request, "jobs", isFiltered ? running : Ended + running, i => $$"""{"id":"s{{i}}","job_id":"j{{i / 30_000}}","job_type":"rebuildDesktopPool","status":"{{(isFiltered ? "RUNNING" : "SUCCESS")}}"}""");
    });
}
