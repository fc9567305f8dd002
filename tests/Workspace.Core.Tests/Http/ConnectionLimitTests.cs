using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Http;

/// <summary>The platform allows as many connections as requests may run at a time; .NET Framework's own limit is two.</summary>
public sealed class ConnectionLimitTests
{
    private const int Limit = 24;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task All_that_may_run_at_a_time_reach_the_service_at_once(bool areWrites)
    {
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int received = 0;
        await using LoopbackServer server = await LoopbackServer.StartAsync(async request =>
        {
            if (request.Target.EndsWith("/workspaces", StringComparison.Ordinal))
            {
                return StubAnswer.Ok("""{"status":"SUBSCRIBED"}""");
            }

            if (Interlocked.Increment(ref received) == Limit)
            {
                all.SetResult();
            }

            await all.Task.InTime();
            return StubAnswer.Ok("""{"job_id":"j1"}""");
        });
        using WorkspaceClient client = await TestClient.ConnectAsync(StubHandler.InTurn(), options =>
            (options.Handler, options.Endpoint, options.ThrottleLimit) = (null, server.Endpoint, Limit));

        await Task.WhenAll(Enumerable.Range(0, Limit).Select(i => SendAsync(client, $"d{i}", areWrites))).InTime();

        Assert.Equal(Limit, received);
    }

    private static Task SendAsync(WorkspaceClient client, string desktop, bool isWrite) =>
        isWrite ? client.Agents.InstallAsync([desktop], Stop) : client.Desktops.GetSysprepAsync(desktop, Stop);
}
