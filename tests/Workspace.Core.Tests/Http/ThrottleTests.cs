using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Http;

public sealed class ThrottleTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task No_more_requests_run_at_a_time_than_allowed(int limit)
    {
        var received = new ConcurrentQueue<TaskCompletionSource<StubAnswer>>();
        using var arrivals = new SemaphoreSlim(0);
        int running = 0;
        int most = 0;
        var stub = new StubHandler(async (_, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            var answer = new TaskCompletionSource<StubAnswer>();
            received.Enqueue(answer);
            arrivals.Release();
            return await answer.Task;
        });
        using WorkspaceClient client = await TestClient.ConnectAsync(stub, options => options.ThrottleLimit = limit);

        Task<string[]> calls = Task.WhenAll(Enumerable.Range(0, 5).Select(_ => client.Agents.InstallAsync(["d1"], Stop)));
        Assert.Equal(limit, stub.Requests.Count);
        for (int i = 0; i < 5; i++)
        {
            await arrivals.WaitAsync(Stop);
            Assert.True(received.TryDequeue(out TaskCompletionSource<StubAnswer>? next));
            Interlocked.Decrement(ref running);
            next.SetResult(StubAnswer.Ok("""{"job_id":"j1"}"""));
        }

        string[] jobs = await calls;
        Assert.Equal(["j1", "j1", "j1", "j1", "j1"], jobs);
        Assert.Equal(limit, most);
    }

    [Fact]
    public async Task A_failed_request_gives_its_place_back()
    {
        StubHandler stub = StubHandler.InTurn(StubAnswer.Empty(HttpStatusCode.InternalServerError), StubAnswer.Ok("""{"job_id":"j2"}"""));
        using WorkspaceClient client = await TestClient.ConnectAsync(stub, options => options.ThrottleLimit = 1);

        await Assert.ThrowsAsync<WorkspaceException>(() => client.Agents.InstallAsync(["d1"], Stop));

        Assert.Equal("j2", await client.Agents.InstallAsync(["d1"], Stop));
    }
}
