using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Http;

/// <summary>A connection's repeats are limited, so that it does not wear a failing service down.</summary>
public sealed class RetryQuotaTests
{
    private const int Burst = 10;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(100)]
    [InlineData(200)]
    [InlineData(1000)]
    public async Task A_dead_service_gets_no_more_than_a_tenth_on_top(int calls)
    {
        StubHandler stub = StubHandler.Always(StubAnswer.Empty(HttpStatusCode.ServiceUnavailable));
        using WorkspaceClient client = await ConnectAsync(stub);

        for (int i = 0; i < calls; i++)
        {
            await Assert.ThrowsAsync<WorkspaceException>(() => ReadAsync(client));
        }

        Assert.Equal(calls + Burst, stub.Requests.Count);
        Assert.InRange(stub.Requests.Count, calls, calls * 1.1);
    }

    [Fact]
    public async Task A_service_that_was_well_before_gets_no_more_when_it_dies()
    {
        bool dead = false;
        StubHandler stub = StubHandler.By(_ => dead ? StubAnswer.Empty(HttpStatusCode.BadGateway) : StubAnswer.Ok("{}"));
        using WorkspaceClient client = await ConnectAsync(stub);
        for (int i = 0; i < 500; i++)
        {
            await ReadAsync(client);
        }

        dead = true;
        for (int i = 0; i < 100; i++)
        {
            await Assert.ThrowsAsync<WorkspaceException>(() => ReadAsync(client));
        }

        Assert.Equal(500 + 100 + Burst, stub.Requests.Count);
    }

    [Fact]
    public async Task Ten_successes_earn_one_repeat()
    {
        bool dead = true;
        StubHandler stub = StubHandler.By(_ => dead ? StubAnswer.Empty(HttpStatusCode.BadGateway) : StubAnswer.Ok("{}"));
        using WorkspaceClient client = await ConnectAsync(stub);
        for (int i = 0; i < 20; i++)
        {
            await Assert.ThrowsAsync<WorkspaceException>(() => ReadAsync(client));
        }

        int AskedFor() => stub.Requests.Count;
        foreach ((int successes, int attempts) in new[] { (9, 1), (2, 2), (0, 1) })
        {
            dead = false;
            for (int i = 0; i < successes; i++)
            {
                await ReadAsync(client);
            }

            dead = true;
            int before = AskedFor();
            await Assert.ThrowsAsync<WorkspaceException>(() => ReadAsync(client));
            Assert.Equal(attempts, AskedFor() - before);
        }
    }

    [Fact]
    public async Task All_commands_of_a_connection_share_it()
    {
        StubHandler stub = StubHandler.Always(StubAnswer.Empty(HttpStatusCode.ServiceUnavailable));
        using WorkspaceClient client = await ConnectAsync(stub);

        for (int i = 0; i < 50; i++)
        {
            WorkspaceClient command = client.With(new RecordingObserver());
            await Assert.ThrowsAsync<WorkspaceException>(() => ReadAsync(command));
        }

        Assert.Equal(50 + Burst, stub.Requests.Count);
    }

    [Fact]
    public async Task Throttled_requests_are_paced_and_need_no_quota()
    {
        int requests = 0;
        StubHandler stub = StubHandler.By(_ => ++requests % 2 == 1 ? StubAnswer.Empty(HttpStatusCode.TooManyRequests) : StubAnswer.Ok("{}"));
        using WorkspaceClient client = await ConnectAsync(stub);

        for (int i = 0; i < 50; i++)
        {
            await ReadAsync(client);
        }

        Assert.Equal(100, stub.Requests.Count);
    }

    private static Task<Workspace.Desktops.SysprepSupport> ReadAsync(WorkspaceClient client) => client.Desktops.GetSysprepAsync("d1", Stop);

    private static Task<WorkspaceClient> ConnectAsync(StubHandler stub) => TestClient.ConnectAsync(stub, options =>
    {
        options.Retry = new();
        options.Random = () => 0.5;
    });
}
