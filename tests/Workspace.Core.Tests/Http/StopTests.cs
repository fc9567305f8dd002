using System;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Desktops;
using Workspace.Jobs;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Http;

/// <summary>Cancelling ends every kind of wait at once, and nothing is sent afterwards.</summary>
public sealed class StopTests : IDisposable
{
    private readonly StillClock _clock = new();
    private readonly RecordingObserver _observer = new();
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _user = new();
    private int _underWay;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _user.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task While_a_request_hangs(bool isWrite)
    {
        StubHandler stub = Hanging(_ => true);
        using WorkspaceClient client = await ConnectAsync(stub);

        Task call = isWrite ? client.Agents.InstallAsync(["d1"], _user.Token) : client.Desktops.GetAsync("d1", _user.Token);
        await _reached.Task.InTime();

        await AssertStopsAsync(call, stub);
    }

    [Fact]
    public async Task While_the_next_page_hangs()
    {
        StubHandler stub = Hanging(request => request.Query("offset") != "0");
        using WorkspaceClient client = await ConnectAsync(stub);

        Task call = client.Desktops.List().CountAsync(_user.Token).AsTask();
        await _reached.Task.InTime();

        await AssertStopsAsync(call, stub);
        Assert.Equal(3, stub.Requests.Count);
    }

    [Fact]
    public async Task Between_two_pages()
    {
        StubHandler stub = ListService.Of("desktops", 1200, i => $$"""{"desktop_id":"d{{i}}"}""");
        using WorkspaceClient client = await ConnectAsync(stub);
        int read = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (Desktop _ in client.Desktops.List().WithCancellation(_user.Token))
            {
                if (++read == 500)
                {
                    await _user.CancelAsync();
                }
            }
        });

        Assert.Equal(500, read);
        Assert.Single(stub.Requests);
    }

    [Fact]
    public async Task Who_stops_reading_a_list_sends_nothing_more()
    {
        StubHandler stub = ListService.Of("desktops", 1200, i => $$"""{"desktop_id":"d{{i}}"}""");
        using WorkspaceClient client = await ConnectAsync(stub);

        await client.Desktops.List().FirstAsync(Stop);

        Assert.Single(stub.Requests);
    }

    [Fact]
    public async Task Who_stops_reading_a_list_leaves_no_page_behind_that_is_fetched_ahead()
    {
        string marker = "marker-" + Guid.NewGuid();
        using var unobserved = new UnobservedErrors(marker);
        var stub = new StubHandler(async (request, token) =>
        {
            if (request.Query("offset") is "0" or "499")
            {
                return ListService.Page(request, "desktops", 5000, i => $$"""{"desktop_id":"d{{i}}"}""");
            }

            Interlocked.Increment(ref _underWay);
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, token);
            }
            catch (OperationCanceledException)
            {
                // Something else than the cancelling, which nobody awaits any more.
                throw new InvalidOperationException(marker);
            }
            finally
            {
                Interlocked.Decrement(ref _underWay);
            }

            return StubAnswer.Ok("{}");
        });
        using WorkspaceClient client = await ConnectAsync(stub);

        int read = await client.Desktops.List().Take(501).CountAsync(Stop).AsTask().InTime();

        Assert.Equal(501, read);
        Assert.Equal(6, stub.Requests.Count);
        Assert.Equal(0, Volatile.Read(ref _underWay));
        Assert.Equal(0, unobserved.Count());
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData((HttpStatusCode)429)]
    public async Task While_a_repeat_is_waited_for(HttpStatusCode status)
    {
        StubHandler stub = StubHandler.Always(StubAnswer.Empty(status));
        using WorkspaceClient client = await ConnectAsync(stub);

        Task call = client.Desktops.GetAsync("d1", _user.Token);
        await _clock.WaitedOn.InTime();

        await AssertStopsAsync(call, stub);
        Assert.Single(stub.Requests);
    }

    [Fact]
    public async Task While_the_connection_is_throttled()
    {
        StubHandler stub = StubHandler.Always(StubAnswer.Empty(HttpStatusCode.TooManyRequests));
        using WorkspaceClient client = await ConnectAsync(stub, options => options.Retry = new() { MaximumRetryCount = 0 });
        await Assert.ThrowsAsync<WorkspaceException>(() => client.Desktops.GetAsync("d1", Stop));

        Task[] calls = [.. Enumerable.Range(0, 40).Select(_ => client.Desktops.GetAsync("d1", _user.Token))];
        await _clock.WaitedOn.InTime();

        foreach (Task call in calls)
        {
            await AssertStopsAsync(call, stub);
        }

        Assert.Single(stub.Requests);
    }

    [Fact]
    public async Task While_a_place_is_waited_for()
    {
        StubHandler stub = Hanging(_ => true);
        using WorkspaceClient client = await ConnectAsync(stub, options => options.ThrottleLimit = 1);
        using var other = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        Task first = client.Desktops.GetAsync("d1", other.Token);
        await _reached.Task.InTime();

        Task inLine = client.Desktops.GetAsync("d2", _user.Token);
        await _user.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => inLine.InTime());
        Assert.False(first.IsCompleted);
        Assert.Single(stub.Requests);
        await other.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.InTime());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task While_jobs_are_waited_for(bool whileLooking)
    {
        StubHandler stub = whileLooking ? Hanging(_ => true) : StubHandler.Always("""{"status":"RUNNING","sub_jobs_total":1,"sub_jobs":[{"id":"s1","status":"RUNNING"}]}""");
        using WorkspaceClient client = await ConnectAsync(stub);
        JobReference[] jobs = [.. Enumerable.Range(0, 20).Select(i => new JobReference("j" + i))];

        Task call = client.Jobs.WatchAsync(jobs, null, _user.Token).CountAsync(Stop).AsTask();
        await (whileLooking ? _reached.Task : _clock.WaitedOn).InTime();

        await AssertStopsAsync(call, stub);
    }

    [Fact]
    public async Task Who_stops_reading_a_watch_leaves_no_look_behind()
    {
        string marker = "marker-" + Guid.NewGuid();
        using var unobserved = new UnobservedErrors(marker);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var stub = new StubHandler(async (request, token) =>
        {
            if (request.Path.EndsWith("/j0", StringComparison.Ordinal))
            {
                return StubAnswer.Ok("""{"status":"RUNNING","sub_jobs_total":1,"sub_jobs":[{"id":"s1","status":"RUNNING"}]}""");
            }

            Interlocked.Increment(ref _underWay);
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, token);
            }
            catch (OperationCanceledException)
            {
                // Something else than the cancelling, which nobody awaits any more.
                throw new InvalidOperationException(marker);
            }
            finally
            {
                Interlocked.Decrement(ref _underWay);
            }

            return StubAnswer.Ok("{}");
        });
        using WorkspaceClient client = await ConnectAsync(stub);

        JobUpdate first = await client.Jobs.WatchAsync(Enumerable.Range(0, 10).Select(i => new JobReference("j" + i)), null, Stop).FirstAsync(Stop).AsTask().InTime();

        Assert.Equal("j0", first.Reference.JobId);
        Assert.Equal(10, stub.Requests.Count);
        Assert.Equal(0, Volatile.Read(ref _underWay));
        Assert.Equal(0, unobserved.Count());
    }

    [Theory]
    [InlineData("sent")]
    [InlineData("looked for")]
    public async Task While_an_action_is_started_with_a_warning_that_says_where_to_look(string when)
    {
        int posts = 0;
        StubHandler stub = Hanging(
            request => request.Method == "POST" && when == "sent",
            request => request.Method == "POST" && ++posts > 0 ? StubAnswer.Empty(HttpStatusCode.BadGateway) : StubAnswer.Ok("""{"total_count":0,"jobs":[]}"""));
        using WorkspaceClient client = await ConnectAsync(stub);

        Task call = client.Jobs.StartAsync(ActionTarget.PoolRebuild("p1", "sales"), token => client.Pools.RebuildAsync("p1", new() { ImageId = "i1" }, token), new(), _user.Token);
        await (when == "sent" ? _reached.Task : _clock.WaitedOn).InTime();

        await AssertStopsAsync(call, stub);
        Assert.Contains("Get-WsJob -PoolId p1 -Type rebuildDesktopPool", Assert.Single(_observer.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Closing_the_connection_ends_what_is_under_way_and_what_waits_in_line()
    {
        StubHandler stub = Hanging(_ => true);
        WorkspaceClient client = await ConnectAsync(stub, options => options.ThrottleLimit = 2);
        Task[] calls = [.. Enumerable.Range(0, 6).Select(i => client.Desktops.GetAsync("d" + i, Stop))];
        await _reached.Task.InTime();

        client.Dispose();

        foreach (Task call in calls)
        {
            WorkspaceException closed = await Assert.ThrowsAsync<WorkspaceException>(() => call.InTime());
            Assert.Equal(WorkspaceException.Disconnected, closed.Code);
        }

        Assert.Equal(2, stub.Requests.Count);
        Assert.Equal(0, Volatile.Read(ref _underWay));
    }

    // Prompt, and nothing comes after it: whatever was left behind would be under way now, or be sent when the time moved on.
    private async Task AssertStopsAsync(Task call, StubHandler stub)
    {
        Assert.False(call.IsCompleted && !_user.IsCancellationRequested);
        int requests = stub.Requests.Count;
        await _user.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.InTime());
        Assert.Equal(0, Volatile.Read(ref _underWay));
        Assert.Equal(requests, stub.Requests.Count);
    }

    private StubHandler Hanging(Func<RecordedRequest, bool> hangs, Func<RecordedRequest, StubAnswer>? otherwise = null) => new(async (request, token) =>
    {
        if (!hangs(request))
        {
            return otherwise?.Invoke(request) ?? ListService.Page(request, "desktops", 1200, i => $$"""{"desktop_id":"d{{i}}"}""");
        }

        Interlocked.Increment(ref _underWay);
        try
        {
            _reached.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
            return StubAnswer.Ok("{}");
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    });

    private Task<WorkspaceClient> ConnectAsync(StubHandler stub, Action<WorkspaceClientOptions>? change = null) => TestClient.ConnectAsync(
        stub,
        options =>
        {
            options.Clock = _clock;
            options.Retry = new();
            options.Random = () => 0.5;
            change?.Invoke(options);
        },
        _observer);
}
