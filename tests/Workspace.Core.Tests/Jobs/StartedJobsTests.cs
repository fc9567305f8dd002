using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Emulator.Faults;
using Workspace.Jobs;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Jobs;

/// <summary>The service lists a job some moments after its start. The connection that started it knows it all the same.</summary>
public sealed class StartedJobsTests : ActionScene
{
    [Theory]
    [InlineData("rebuild")]
    [InlineData("capture")]
    [InlineData("desktop rebuild")]
    public async Task A_job_that_is_not_listed_yet_runs_for_its_own_connection(string action)
    {
        string first = await StartAsync(action);
        Clock.Advance(TimeSpan.FromSeconds(1));

        WorkspaceException busy = await Assert.ThrowsAsync<WorkspaceException>(() => StartAsync(action, by: Client.With(Observer)));

        Assert.Equal(WorkspaceException.ResourceBusy, busy.Code);
        Assert.Contains(first, busy.Message, StringComparison.Ordinal);
        Assert.Single(Posts);
    }

    [Theory]
    [InlineData("rebuild")]
    [InlineData("capture")]
    [InlineData("desktop rebuild")]
    public async Task A_job_that_has_ended_is_in_nobodys_way(string action)
    {
        string first = await StartAsync(action);
        Clock.Advance(TimeSpan.FromHours(1));

        string second = await StartAsync(action);

        Assert.NotEqual(first, second);
        Assert.Equal(2, Posts.Length);
    }

    [Fact]
    public async Task A_job_that_was_seen_to_end_is_not_asked_for_again()
    {
        string first = await StartAsync("rebuild");
        await Client.Jobs.WatchAsync([new(first, Pool)], null, Stop).LastAsync(Stop);
        int requests = Tenant.Requests.Count;

        await StartAsync("rebuild");

        Assert.Equal(["GET", "POST"], Tenant.Requests.Skip(requests).Select(request => request.Method));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(3600, true)]
    public async Task A_job_that_the_service_does_not_know_runs_only_while_it_is_new(int seconds, bool starts)
    {
        await StartAsync("rebuild");
        Tenant.Faults.Add(new Fault { Path = "/workspace-jobs/", Times = 1, Effect = FaultEffect.Error(404, "WKS.0003", "No such job.") });
        Clock.Advance(TimeSpan.FromSeconds(seconds));

        WorkspaceException? busy = await Record.ExceptionAsync(() => StartAsync("rebuild")) as WorkspaceException;

        Assert.Equal(starts ? null : WorkspaceException.ResourceBusy, busy?.Code);
        Assert.Equal(starts ? 2 : 1, Posts.Length);
    }

    [Fact]
    public async Task The_id_is_told_at_once_also_of_a_job_that_is_taken_over()
    {
        List<string> told = [];

        string first = await StartAsync("rebuild", new() { Started = told.Add });
        Clock.Advance(TimeSpan.FromSeconds(10));
        await StartAsync("rebuild", new() { Started = told.Add, IsSame = _ => true });

        Assert.Equal([first, first], told);
    }

    // Who stops a command closes its connection, which breaks an exchange off in this way or that.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_exchange_that_breaks_off_when_it_is_stopped_is_told(bool isRaw)
    {
        using var user = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        StubHandler stub = StubHandler.By(request =>
        {
            if (request.Method == "GET")
            {
                return StubAnswer.Ok("""{"total_count":0,"jobs":[]}""");
            }

            user.Cancel();
            throw isRaw ? new IOException("The socket was closed.") : new HttpRequestException("The socket was closed.");
        });
        using WorkspaceClient client = await TestClient.ConnectAsync(stub, null, Observer);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.Jobs.StartAsync(
            ActionTarget.PoolRebuild("p1", "sales"),
            token => client.Pools.RebuildAsync("p1", new() { ImageId = "i1" }, token),
            new(),
            user.Token));

        Assert.Contains("was being sent when the command was stopped", Assert.Single(Observer.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_of_another_pool_is_in_nobodys_way()
    {
        await StartAsync("rebuild");
        string other = Tenant.Pools[1].PoolId;

        await Client.Jobs.StartAsync(ActionTarget.PoolRebuild(other, "support"), token => Client.Pools.RebuildAsync(other, new() { ImageId = Image }, token), new(), Stop);

        Assert.Equal(2, Posts.Length);
    }

    [Fact]
    public async Task A_capture_of_another_desktop_is_in_nobodys_way()
    {
        await StartAsync("capture");
        string other = Tenant.Desktops[1].DesktopId;

        await Client.Jobs.StartAsync(ActionTarget.ImageCapture(other, "tmpl-02"), token => Client.Images.CaptureAsync(new() { DesktopId = other, ImageName = "other" }, token), new(), Stop);

        Assert.Equal(2, Posts.Length);
    }

    [Fact]
    public async Task A_job_that_cannot_be_read_stops_the_next_action_before_it_is_sent()
    {
        await StartAsync("rebuild");
        Tenant.Faults.Add(new Fault { Path = "/workspace-jobs/", Times = null, Effect = FaultEffect.Lose() });

        await Assert.ThrowsAsync<WorkspaceException>(() => StartAsync("rebuild"));

        Assert.Single(Posts);
    }
}
