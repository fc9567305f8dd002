using System.Collections.Generic;
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
        var running = new Queue<TaskCompletionSource<StubAnswer>>();
        var stub = new StubHandler((_, _) =>
        {
            var answer = new TaskCompletionSource<StubAnswer>();
            running.Enqueue(answer);
            return answer.Task;
        });
        using WorkspaceClient client = await TestClient.ConnectAsync(stub, options => options.ThrottleLimit = limit);

        // The calls run on this thread until they wait, so the counts below are exact.
        List<Task<string>> calls = [.. Enumerable.Range(0, 5).Select(_ => client.Agents.InstallAsync(["d1"], Stop))];
        int atFirst = stub.Requests.Count;
        while (running.TryDequeue(out TaskCompletionSource<StubAnswer>? next))
        {
            next.SetResult(StubAnswer.Ok("""{"job_id":"j1"}"""));
            await Task.WhenAny(calls);
            calls.RemoveAll(call => call.IsCompleted);
        }

        Assert.Equal(limit, atFirst);
        Assert.Equal(5, stub.Requests.Count);
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
