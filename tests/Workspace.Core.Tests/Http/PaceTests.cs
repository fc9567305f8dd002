using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Http;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Http;

/// <summary>A connection that is throttled keeps to what the service allows, all its requests together.</summary>
public sealed class PaceTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(3, "1 second", 1, 4)]
    [InlineData(7, "1 second", 1, 4)]
    [InlineData(200, "1 second", 1, 100)]
    [InlineData(30, "1 minute", 60, 4)]
    public async Task One_refusal_slows_all_parallel_requests_to_the_limit_in_any_window(int limit, string text, int seconds, int rounds)
    {
        var clock = new CrowdClock();
        var sent = new List<DateTimeOffset>();
        DateTimeOffset? refused = null;
        using var slowed = new WarningSignal();
        StubHandler stub = StubHandler.By(_ =>
        {
            bool isOnTheWay;
            lock (sent)
            {
                sent.Add(clock.UtcNow);
                if (sent.Count == 19)
                {
                    refused = clock.UtcNow;
                    return Throttled(limit, text);
                }

                isOnTheWay = refused is not null;
            }

            // Its response arrives after the refusal, so that no worker sends another request before the refusal is known.
            if (isOnTheWay)
            {
                slowed.Wait();
            }

            return StubAnswer.Ok("{}");
        });
        using WorkspaceClient client = await ConnectAsync(stub, options => options.Clock = clock, slowed);

        // Until one request has proven the credential, the others wait for it.
        await client.Desktops.GetSysprepAsync("d1", Stop);
        await clock.RunAsync(Enumerable.Range(0, 16).Select(_ => (Func<Task>)(async () =>
        {
            for (int i = 0; i < rounds; i++)
            {
                await client.Desktops.GetSysprepAsync("d1", Stop);
            }
        })));

        // Up to 15 were on their way when one was refused. Later on the speed is raised on trial.
        TimeSpan window = TimeSpan.FromSeconds(seconds);
        DateTimeOffset? raised = refused + window + TimeSpan.FromSeconds(Math.Max(10, seconds));
        DateTimeOffset[] later = [.. sent.Where(at => at > refused && at <= raised).Order()];
        Assert.Equal(1 + (16 * rounds) + 1, sent.Count);
        Assert.InRange(later.Length, limit + 1, int.MaxValue);
        Assert.All(later, (at, index) => Assert.True(
            index < limit || at - later[index - limit] >= window,
            $"Request {index} came {at - later[Math.Max(0, index - limit)]} after the one {limit} before."));
    }

    [Fact]
    public async Task Requests_in_line_for_a_place_are_slowed_down_too()
    {
        var clock = new ManualClock();
        var first = new TaskCompletionSource<StubAnswer>();
        List<double> sent = [];
        var stub = new StubHandler(async (_, _) =>
        {
            sent.Add((clock.UtcNow - new ManualClock().UtcNow).TotalSeconds);
            return sent.Count == 1 ? await first.Task : StubAnswer.Ok("{}");
        });
        using WorkspaceClient client = await ConnectAsync(stub, options =>
        {
            options.Clock = clock;
            options.ThrottleLimit = 1;
            options.Retry = new() { MaximumRetryCount = 0 };
        });

        Task refused = client.Desktops.GetSysprepAsync("d0", Stop);
        Task[] inLine = [.. Enumerable.Range(1, 4).Select(i => client.Desktops.GetSysprepAsync("d" + i, Stop))];
        first.SetResult(Throttled(2, "1 second"));
        await Assert.ThrowsAsync<WorkspaceException>(() => refused);
        await Task.WhenAll(inLine).InTime();

        Assert.Equal([0, 1, 1.5, 2, 2.5], sent);
    }

    [Fact]
    public async Task Who_waits_for_a_turn_when_the_service_throttles_again_takes_a_new_one()
    {
        var clock = new CrowdClock();
        DateTimeOffset begin = clock.UtcNow;
        List<double> sent = [];
        StubHandler stub = StubHandler.By(_ =>
        {
            sent.Add((clock.UtcNow - begin).TotalSeconds);
            return sent.Count <= 2 ? Throttled(2, "1 second") : StubAnswer.Ok("{}");
        });
        using WorkspaceClient client = await ConnectAsync(stub, options =>
        {
            options.Clock = clock;
            options.Retry = new() { MaximumRetryCount = 0 };
        });
        await Assert.ThrowsAsync<WorkspaceException>(() => client.Desktops.GetSysprepAsync("d1", Stop));

        int refused = 0;
        await clock.RunAsync(Enumerable.Range(0, 6).Select(_ => (Func<Task>)(async () =>
        {
            try
            {
                await client.Desktops.GetSysprepAsync("d1", Stop);
            }
            catch (WorkspaceException)
            {
                refused++;
            }
        })));

        // The second refusal comes at 1, when five others have turns from 1.5 on.
        Assert.Equal(1, refused);
        Assert.Equal([0, 1, 2, 2.5, 3, 3.5, 4], sent);
    }

    [Fact]
    public async Task Without_a_limit_in_the_text_five_a_second_are_sent_after_a_second()
    {
        double[] untold = await SendAsync(4, StubAnswer.Empty(HttpStatusCode.TooManyRequests));
        double[] senseless = await SendAsync(4, Throttled(0, "1 second"));

        Assert.Equal([1, 1.2, 1.4, 1.6], untold);
        Assert.Equal(untold, senseless);
    }

    [Fact]
    public async Task The_speed_is_raised_again_and_again_while_nothing_more_is_refused()
    {
        double[] sent = await SendAsync(200, Throttled(1, "1 second"));

        int In(double from, double to) => sent.Count(at => at >= from && at < to);
        Assert.Equal(10, In(1, 11));
        Assert.InRange(In(11, 21), 19, 20);
        Assert.InRange(In(21, 31), 38, 40);
        Assert.InRange(In(31, 41), 77, 80);
    }

    [Fact]
    public async Task After_quiet_time_nothing_is_held_back()
    {
        var clock = new ManualClock();
        StubHandler stub = Refusing(Throttled(1, "1 second"));
        using WorkspaceClient client = await ConnectAsync(stub, options => options.Clock = clock);
        await client.Desktops.GetSysprepAsync("d1", Stop);
        int waits = clock.Delays.Count;

        clock.Advance(TimeSpan.FromMinutes(2));
        for (int i = 0; i < 50; i++)
        {
            await client.Desktops.GetSysprepAsync("d1", Stop);
        }

        Assert.Equal(waits, clock.Delays.Count);
    }

    [Fact]
    public async Task A_longer_pause_that_the_service_asks_for_holds_for_all()
    {
        double[] sent = await SendAsync(3, Throttled(2, "1 second").With("Retry-After", "30"));

        Assert.Equal([30, 30.5, 31], sent);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_turn_that_is_too_far_off_is_an_error_and_no_endless_wait(bool isWrite)
    {
        var clock = new ManualClock();
        StubHandler stub = Refusing(Throttled(1, "1 hour"));
        using WorkspaceClient client = await ConnectAsync(stub, options =>
        {
            options.Clock = clock;
            options.Retry = new() { MaximumRetryCount = 1 };
        });
        await client.Desktops.GetSysprepAsync("d1", Stop);
        int waits = clock.Delays.Count;

        WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(() => isWrite ? client.Agents.InstallAsync(["d1"], Stop) : client.Desktops.GetSysprepAsync("d1", Stop));

        Assert.Contains("throttle", error.Message, StringComparison.Ordinal);
        Assert.False(error.IsOutcomeUnknown);
        Assert.True(error.IsTransient);
        Assert.Equal(2, stub.Requests.Count);
        Assert.Equal(waits, clock.Delays.Count);
    }

    private static StubAnswer Throttled(int limit, string window) => StubAnswer.Json(
        HttpStatusCode.TooManyRequests,
        $$"""{"error_code":"APIGW.0308","error_msg":"The throttling threshold has been reached: policy user over ratelimit,limit:{{limit}},time:{{window}}"}""");

    private static StubHandler Refusing(StubAnswer refusal)
    {
        int requests = 0;
        return StubHandler.By(_ => ++requests == 1 ? refusal : StubAnswer.Ok("{}"));
    }

    // When requests one after the other are sent after one was refused, in seconds from then.
    private static async Task<double[]> SendAsync(int count, StubAnswer refusal)
    {
        var clock = new ManualClock();
        List<double> sent = [];
        StubHandler stub = StubHandler.By(_ =>
        {
            sent.Add(Math.Round((clock.UtcNow - new ManualClock().UtcNow).TotalSeconds, 7));
            return sent.Count == 1 ? refusal : StubAnswer.Ok("{}");
        });
        using WorkspaceClient client = await ConnectAsync(stub, options =>
        {
            options.Clock = clock;
            options.Retry = new() { MaximumRetryCount = 0 };
        });
        await Assert.ThrowsAsync<WorkspaceException>(() => client.Desktops.GetSysprepAsync("d1", Stop));
        for (int i = 0; i < count; i++)
        {
            await client.Desktops.GetSysprepAsync("d1", Stop);
        }

        return [.. sent.Skip(1)];
    }

    private static Task<WorkspaceClient> ConnectAsync(StubHandler stub, Action<WorkspaceClientOptions> change, IClientObserver? observer = null) => TestClient.ConnectAsync(
        stub,
        options =>
        {
            options.Retry = new();
            options.Random = () => 0.5;
            change(options);
        },
        observer);

    // Set by the first warning.
    private sealed class WarningSignal : IClientObserver, IDisposable
    {
        private readonly ManualResetEventSlim _warned = new();

        public bool WantsBodies => false;

        public void Completed(RequestTrace trace)
        {
        }

        public void Warn(string message) => _warned.Set();

        public void Wait() => _warned.Wait(Stop);

        public void Dispose() => _warned.Dispose();
    }
}
