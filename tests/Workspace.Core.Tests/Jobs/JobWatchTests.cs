using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Jobs;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Jobs;

/// <summary>Waiting for jobs.</summary>
public sealed class JobWatchTests
{
    private readonly ManualClock _clock = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_time_between_two_looks_grows_from_2_to_15_seconds()
    {
        using WorkspaceClient client = await ConnectAsync(EndingAfter(TimeSpan.FromMinutes(1.5)));

        JobUpdate last = await client.Jobs.WatchAsync([new("j1")], null, Stop).LastAsync(Stop);

        Assert.True(last.IsLast);
        Assert.Equal("Succeeded", last.Job?.Status);
        Assert.Equal([2, 3, 4.5, 6.75, 10.125, 15, 15, 15, 15, 15], _clock.Delays.Select(d => d.TotalSeconds));
    }

    [Fact]
    public async Task A_given_interval_stays()
    {
        using WorkspaceClient client = await ConnectAsync(EndingAfter(TimeSpan.FromSeconds(20)));

        await client.Jobs.WatchAsync([new("j1")], new() { PollInterval = TimeSpan.FromSeconds(5) }, Stop).LastAsync(Stop);

        Assert.Equal([5, 5, 5, 5], _clock.Delays.Select(d => d.TotalSeconds));
    }

    [Fact]
    public async Task Each_look_is_an_update_and_the_last_one_says_so()
    {
        using WorkspaceClient client = await ConnectAsync(EndingAfter(TimeSpan.FromSeconds(4)));

        List<JobUpdate> updates = await client.Jobs.WatchAsync([new("j1")], null, Stop).ToListAsync(Stop);

        Assert.Equal([("Running", false), ("Running", false), ("Succeeded", true)], updates.Select(u => (u.Job?.Status, u.IsLast)));
    }

    [Fact]
    public async Task When_the_time_is_up_an_error_comes_that_keeps_the_job()
    {
        StubHandler stub = EndingAfter(TimeSpan.FromHours(9));
        using WorkspaceClient client = await ConnectAsync(stub);
        DateTimeOffset begin = _clock.UtcNow;

        JobUpdate last = await client.Jobs.WatchAsync([new("j1", "p1")], new() { Timeout = TimeSpan.FromSeconds(10) }, Stop).LastAsync(Stop);

        Assert.True(last.IsLast);
        Assert.Equal(WorkspaceException.Timeout, last.Error?.Code);
        Assert.Contains("j1", last.Error!.Message, StringComparison.Ordinal);
        Assert.Contains("10 seconds", last.Error.Message, StringComparison.Ordinal);
        Assert.Equal((new JobReference("j1", "p1"), "j1", "Running"), (last.Reference, last.Job?.JobId, last.Job?.Status));
        Assert.Equal(TimeSpan.FromSeconds(10), _clock.UtcNow - begin);
        Assert.Equal([2, 3, 4.5, 0.5], _clock.Delays.Select(d => d.TotalSeconds));
    }

    [Fact]
    public async Task The_time_that_is_given_by_itself_is_two_hours()
    {
        using WorkspaceClient client = await ConnectAsync(EndingAfter(TimeSpan.FromHours(9)));
        DateTimeOffset begin = _clock.UtcNow;

        JobUpdate last = await client.Jobs.WatchAsync([new("j1")], null, Stop).LastAsync(Stop);

        Assert.Equal(WorkspaceException.Timeout, last.Error?.Code);
        Assert.Equal(TimeSpan.FromHours(2), _clock.UtcNow - begin);
    }

    [Fact]
    public async Task Cancelling_ends_the_wait_and_asks_no_more()
    {
        using var user = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        _clock.OnDelay = () =>
        {
            if (_clock.Delays.Count == 2)
            {
                user.Cancel();
            }
        };
        StubHandler stub = EndingAfter(TimeSpan.FromHours(9));
        using WorkspaceClient client = await ConnectAsync(stub);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.Jobs.WatchAsync([new("j1")], null, user.Token).LastAsync(Stop).AsTask());

        Assert.Equal(2, stub.Requests.Count);
    }

    [Theory]
    [InlineData("500")]
    [InlineData("429")]
    [InlineData("lost")]
    [InlineData("late")]
    public async Task A_look_without_an_answer_does_not_fail_the_job(string failure)
    {
        int looks = 0;
        StubHandler stub = StubHandler.By(_ => ++looks switch
        {
            1 => StubAnswer.Ok(Parent("RUNNING")),
            2 => failure switch
            {
                "500" => StubAnswer.Json(HttpStatusCode.InternalServerError, """{"error_code":"WKS.1","error_msg":"Broken."}"""),
                "429" => StubAnswer.Json(HttpStatusCode.TooManyRequests, """{"error_code":"APIGW.0308","error_msg":"over ratelimit"}"""),
                "late" => throw new TaskCanceledException("The attempt's time is up."),
                _ => throw new HttpRequestException("reset"),
            },
            _ => StubAnswer.Ok(Parent("COMPLETE", "SUCCESS")),
        });
        using WorkspaceClient client = await ConnectAsync(stub);

        List<JobUpdate> updates = await client.Jobs.WatchAsync([new("j1")], null, Stop).ToListAsync(Stop);

        Assert.Equal(["Running", "Running", "Succeeded"], updates.Select(u => u.Job?.Status));
        Assert.All(updates, update => Assert.Null(update.Error));
    }

    [Fact]
    public async Task A_job_that_is_never_seen_times_out_with_the_last_failure()
    {
        StubHandler stub = StubHandler.Always(StubAnswer.Json(HttpStatusCode.BadGateway, """{"error_code":"APIGW.0201","error_msg":"Backend unavailable."}"""));
        using WorkspaceClient client = await ConnectAsync(stub);

        JobUpdate last = await client.Jobs.WatchAsync([new("j1")], new() { Timeout = TimeSpan.FromSeconds(5) }, Stop).LastAsync(Stop);

        Assert.Null(last.Job);
        Assert.Equal("j1", last.Reference.JobId);
        Assert.Equal("APIGW.0201", Assert.IsType<WorkspaceException>(last.Error?.InnerException).Code);
    }

    [Fact]
    public async Task A_job_that_does_not_exist_ends_with_the_services_error()
    {
        StubHandler stub = StubHandler.Always(StubAnswer.Json(HttpStatusCode.NotFound, """{"error_code":"WKS.0003","error_msg":"No such job."}"""));
        using WorkspaceClient client = await ConnectAsync(stub);

        JobUpdate only = await client.Jobs.WatchAsync([new("j1")], null, Stop).SingleAsync(Stop);

        Assert.True(only.IsLast);
        Assert.Equal("WKS.0003", only.Error?.Code);
        Assert.Single(stub.Requests);
    }

    [Fact]
    public async Task Of_many_jobs_each_ends_once_and_is_asked_for_no_more()
    {
        StubHandler stub = StubHandler.By(request =>
        {
            string id = request.Path.Split('/')[^1];
            bool ended = _clock.UtcNow >= new ManualClock().UtcNow + TimeSpan.FromSeconds(id[1] - '0');
            return id == "j3"
                ? StubAnswer.Json(HttpStatusCode.NotFound, """{"error_code":"WKS.0003","error_msg":"No such job."}""")
                : StubAnswer.Ok(Parent(ended ? "COMPLETE" : "RUNNING", ended ? "SUCCESS" : "RUNNING"));
        });
        using WorkspaceClient client = await ConnectAsync(stub);

        List<JobUpdate> updates = await client.Jobs.WatchAsync([new("j1"), new("j9"), new("j0"), new("j3"), new("j4"), new("j1")], null, Stop).ToListAsync(Stop);

        Assert.Equal(["j0", "j3", "j1", "j4", "j9"], updates.Where(u => u.IsLast).Select(u => u.Reference.JobId));
        Assert.Equal(["WKS.0003"], updates.Where(u => u.Error is not null).Select(u => u.Error!.Code));
        Assert.Equal(
            [("j0", 1), ("j1", 2), ("j3", 1), ("j4", 3), ("j9", 4)],
            stub.Requests.GroupBy(r => r.Path.Split('/')[^1]).Select(g => (g.Key, g.Count())).Order());
    }

    [Fact]
    public async Task A_job_that_ends_before_its_parts_show_is_looked_at_again()
    {
        DateTimeOffset shown = _clock.UtcNow + TimeSpan.FromSeconds(4);
        StubHandler stub = StubHandler.By(request => StubAnswer.Ok(
            request.Path.EndsWith("/workspace-sub-jobs", StringComparison.Ordinal) ? """{"total_count":0,"jobs":[]}"""
            : _clock.UtcNow < shown ? """{"status":"COMPLETE","sub_jobs_total":1,"sub_jobs":[]}"""
            : Parent("COMPLETE", "FAILED")));
        using WorkspaceClient client = await ConnectAsync(stub);

        List<JobUpdate> updates = await client.Jobs.WatchAsync([new("j1")], null, Stop).ToListAsync(Stop);

        Assert.Equal([("Unknown", false), ("Unknown", false), ("Failed", true)], updates.Select(u => (u.Job?.Status, u.IsLast)));
    }

    [Fact]
    public async Task A_job_whose_parts_never_show_ends_unknown_after_half_a_minute()
    {
        DateTimeOffset begin = _clock.UtcNow;
        StubHandler stub = StubHandler.By(request => StubAnswer.Ok(request.Path.EndsWith("/workspace-sub-jobs", StringComparison.Ordinal)
            ? """{"total_count":0,"jobs":[]}"""
            : """{"status":"COMPLETE","sub_jobs_total":1,"sub_jobs":[]}"""));
        using WorkspaceClient client = await ConnectAsync(stub);

        JobUpdate last = await client.Jobs.WatchAsync([new("j1")], null, Stop).LastAsync(Stop);

        Assert.Equal(("Unknown", true, (WorkspaceException?)null), (last.Job?.Status, last.IsLast, last.Error));
        Assert.InRange(_clock.UtcNow - begin, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(45));
    }

    // As a wait for the image of one capture does, while others end.
    [Fact]
    public async Task A_reader_that_takes_its_time_does_not_make_other_jobs_late()
    {
        DateTimeOffset end = _clock.UtcNow + TimeSpan.FromSeconds(20);
        StubHandler stub = StubHandler.By(request => StubAnswer.Ok(request.Path.EndsWith("/j1", StringComparison.Ordinal) || _clock.UtcNow >= end
            ? Parent("COMPLETE", "SUCCESS")
            : Parent("RUNNING")));
        using WorkspaceClient client = await ConnectAsync(stub);

        List<JobUpdate> updates = [];
        await foreach (JobUpdate update in client.Jobs.WatchAsync([new("j1"), new("j2")], new() { Timeout = TimeSpan.FromSeconds(60) }, Stop))
        {
            updates.Add(update);
            if (update.Reference.JobId == "j1")
            {
                _clock.Advance(TimeSpan.FromMinutes(5));
            }
        }

        Assert.All(updates, update => Assert.Null(update.Error));
        Assert.Equal([("j1", "Succeeded"), ("j2", "Succeeded")], updates.Where(u => u.IsLast).Select(u => (u.Reference.JobId, u.Job?.Status)));
    }

    [Fact]
    public async Task Waiting_for_nothing_ends_at_once()
    {
        StubHandler stub = StubHandler.InTurn();
        using WorkspaceClient client = await ConnectAsync(stub);

        Assert.Equal(0, await client.Jobs.WatchAsync([], null, Stop).CountAsync(Stop));
        Assert.Empty(stub.Requests);
    }

    private static string Parent(string status, string part = "RUNNING") => $$"""{"status":"{{status}}","sub_jobs_total":1,"sub_jobs":[{"id":"s1","status":"{{part}}"}]}""";

    private StubHandler EndingAfter(TimeSpan duration)
    {
        DateTimeOffset end = _clock.UtcNow + duration;
        return StubHandler.By(request => StubAnswer.Ok(
            request.Path.EndsWith("/workspace-sub-jobs", StringComparison.Ordinal) ? """{"total_count":0,"jobs":[]}"""
            : _clock.UtcNow >= end ? Parent("COMPLETE", "SUCCESS")
            : Parent("RUNNING")));
    }

    private Task<WorkspaceClient> ConnectAsync(StubHandler stub) => TestClient.ConnectAsync(stub, options => options.Clock = _clock);
}
