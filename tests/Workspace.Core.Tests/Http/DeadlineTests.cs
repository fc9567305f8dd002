using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Http;

/// <summary>One deadline holds over all attempts of a request.</summary>
public sealed class DeadlineTests
{
    private readonly ManualClock _clock = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(20, 3)]
    [InlineData(8.6, 2)]
    [InlineData(4.4, 1)]
    public async Task No_attempt_begins_after_it(double deadline, int attempts)
    {
        StubHandler stub = StubHandler.By(_ =>
        {
            _clock.Advance(TimeSpan.FromSeconds(4));
            return StubAnswer.Empty(HttpStatusCode.InternalServerError);
        });
        using WorkspaceClient client = await ConnectAsync(stub, deadline);

        await Assert.ThrowsAsync<WorkspaceException>(() => client.Desktops.GetSysprepAsync("d1", Stop));

        Assert.Equal(attempts, stub.Requests.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_attempt_that_hangs_is_cut_there(bool isWrite)
    {
        int requests = 0;
        var stub = new StubHandler(async (_, token) =>
        {
            if (++requests == 1)
            {
                // Ten milliseconds are left when the next attempt begins.
                _clock.Advance(TimeSpan.FromSeconds(9.49));
                throw HandlerErrors.NotConnected(SocketError.ConnectionRefused);
            }

            await Task.Delay(Timeout.InfiniteTimeSpan, token);
            return StubAnswer.Ok("{}");
        });
        using WorkspaceClient client = await ConnectAsync(stub, 10);
        Task call = isWrite ? client.Agents.InstallAsync(["d1"], Stop) : client.Desktops.GetSysprepAsync("d1", Stop);

        WorkspaceException late = await Assert.ThrowsAsync<WorkspaceException>(() => call.InTime());

        Assert.Equal((WorkspaceException.Timeout, isWrite), (late.Code, late.IsOutcomeUnknown));
        Assert.Equal(2, stub.Requests.Count);
    }

    [Fact]
    public async Task What_a_request_waits_in_line_does_not_count()
    {
        var first = new TaskCompletionSource<StubAnswer>();
        int requests = 0;
        var stub = new StubHandler(async (_, _) => ++requests switch
        {
            1 => await first.Task,
            2 => StubAnswer.Empty(HttpStatusCode.InternalServerError),
            _ => StubAnswer.Ok("{}"),
        });
        using WorkspaceClient client = await ConnectAsync(stub, 10, options => options.ThrottleLimit = 1);

        Task one = client.Desktops.GetSysprepAsync("d1", Stop);
        Task two = client.Desktops.GetSysprepAsync("d2", Stop);
        _clock.Advance(TimeSpan.FromMinutes(1));
        first.SetResult(StubAnswer.Ok("{}"));
        await Task.WhenAll(one, two).InTime();

        Assert.Equal(3, requests);
    }

    private Task<WorkspaceClient> ConnectAsync(StubHandler stub, double deadline, Action<WorkspaceClientOptions>? change = null) => TestClient.ConnectAsync(stub, options =>
    {
        options.Clock = _clock;
        options.Retry = new() { Deadline = TimeSpan.FromSeconds(deadline) };
        options.Random = () => 0.5;
        change?.Invoke(options);
    });
}
