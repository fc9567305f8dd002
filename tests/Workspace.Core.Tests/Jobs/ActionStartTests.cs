using System;
using System.Linq;
using System.Threading.Tasks;
using Workspace.Emulator.Faults;
using Workspace.Jobs;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Jobs;

/// <summary>An action is started once, whatever becomes of its answer.</summary>
public sealed class ActionStartTests : ActionScene
{
    public static TheoryData<string, string> Lost
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (string action in new[] { "rebuild", "capture", "agents", "desktop rebuild", "pool power", "message", "pool message" })
            {
                foreach (string how in new[] { "reset", "500", "502", "504", "late", "cut off", "garbled", "HTML" })
                {
                    data.Add(action, how);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Lost))]
    public async Task A_lost_answer_to_what_was_carried_out_adopts_its_job(string action, string how)
    {
        Strike(FaultEffect.Processed(Effect(how)));

        string job = await StartAsync(action);

        Assert.Equal(Assert.Single(Tenant.Jobs).JobId, job);
        Assert.Single(Posts);
        string warning = Assert.Single(Observer.Warnings);
        Assert.Contains(job, warning, StringComparison.Ordinal);
        Assert.Contains("lost", warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rebuild", "reset")]
    [InlineData("rebuild", "500")]
    [InlineData("rebuild", "late")]
    [InlineData("rebuild", "HTML")]
    [InlineData("capture", "reset")]
    [InlineData("capture", "504")]
    [InlineData("agents", "reset")]
    [InlineData("agents", "502")]
    [InlineData("desktop rebuild", "reset")]
    [InlineData("pool power", "late")]
    [InlineData("message", "500")]
    [InlineData("pool message", "HTML")]
    public async Task What_is_lost_before_it_was_carried_out_is_an_error_that_says_where_to_look(string action, string how)
    {
        Strike(Effect(how));

        WorkspaceException unknown = await Assert.ThrowsAsync<WorkspaceException>(() => StartAsync(action));

        Assert.Equal((WorkspaceException.AmbiguousOutcome, true), (unknown.Code, unknown.IsOutcomeUnknown));
        Assert.Equal(("POST", Assert.Single(Posts).Path), (unknown.Method, unknown.Path));
        Assert.Equal(how is "500" or "502" or "504" ? "fault" : null, unknown.RequestId);
        Assert.IsType<WorkspaceException>(unknown.InnerException);
        Assert.Contains("Look with: " + LookUp(action) + ".", unknown.Message, StringComparison.Ordinal);
        Assert.Contains("-RetryAmbiguous", unknown.Message, StringComparison.Ordinal);
        Assert.Empty(Tenant.Jobs);
        Assert.Equal(TimeSpan.FromSeconds(30), Clock.Delays.Aggregate(TimeSpan.Zero, (sum, delay) => sum + delay));
    }

    // Its job shows only after four seconds: the action after it does not know it yet, and finds it while it looks for its own.
    [Theory]
    [InlineData("rebuild")]
    [InlineData("capture")]
    [InlineData("agents")]
    public async Task The_job_of_the_action_before_is_not_taken_for_the_lost_ones(string action)
    {
        string before = await StartAsync(action);
        Strike(FaultEffect.Lose());

        WorkspaceException unknown = await Assert.ThrowsAsync<WorkspaceException>(() => StartAsync(action, new() { Force = true }, Client.With(Observer)));

        Assert.Equal(WorkspaceException.AmbiguousOutcome, unknown.Code);
        Assert.DoesNotContain(before, unknown.Message, StringComparison.Ordinal);
        Assert.Equal(before, Assert.Single(Tenant.Jobs).JobId);
    }

    [Theory]
    [InlineData("rebuild")]
    [InlineData("capture")]
    [InlineData("agents")]
    public async Task It_is_sent_again_when_that_is_asked_for(string action)
    {
        Strike(FaultEffect.Lose());

        string job = await StartAsync(action, new() { RetryAmbiguous = true });

        Assert.Equal(Assert.Single(Tenant.Jobs).JobId, job);
        Assert.Equal(2, Posts.Length);
        Assert.Contains("sent again because RetryAmbiguous says so", Assert.Single(Observer.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_carried_out_is_not_sent_again_even_when_that_is_asked_for()
    {
        Strike(FaultEffect.Processed(FaultEffect.Lose()));

        await StartAsync("rebuild", new() { RetryAmbiguous = true });

        Assert.Single(Posts);
    }

    [Fact]
    public async Task It_is_sent_again_only_once()
    {
        Strike(FaultEffect.Lose(), times: 2);

        WorkspaceException unknown = await Assert.ThrowsAsync<WorkspaceException>(() => StartAsync("rebuild", new() { RetryAmbiguous = true }));

        Assert.Equal(WorkspaceException.AmbiguousOutcome, unknown.Code);
        Assert.Equal(2, Posts.Length);
        Assert.Empty(Tenant.Jobs);
    }

    [Fact]
    public async Task The_lost_answer_to_the_second_time_adopts_its_job()
    {
        Strike(FaultEffect.Lose());
        Strike(FaultEffect.Processed(FaultEffect.Lose()));

        string job = await StartAsync("rebuild", new() { RetryAmbiguous = true });

        Assert.Equal(Assert.Single(Tenant.Jobs).JobId, job);
        Assert.Equal(2, Posts.Length);
    }

    [Theory]
    [InlineData("rebuild")]
    [InlineData("capture")]
    [InlineData("agents")]
    public async Task A_refusal_of_the_second_time_does_not_hide_that_the_first_is_unknown(string action)
    {
        Strike(FaultEffect.Lose());
        Strike(Effect("refused"));

        WorkspaceException unknown = await Assert.ThrowsAsync<WorkspaceException>(() => StartAsync(action, new() { RetryAmbiguous = true }));

        Assert.Equal((WorkspaceException.AmbiguousOutcome, true), (unknown.Code, unknown.IsOutcomeUnknown));
        Assert.Contains("It was sent again, and that failed: Not authorised.", unknown.Message, StringComparison.Ordinal);
        Assert.Contains("could not be reached", unknown.Message, StringComparison.Ordinal);
        Assert.Equal(2, Posts.Length);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Several_new_jobs_are_listed_and_none_is_adopted(bool retryAmbiguous)
    {
        static string Part(string job) => $$"""{"id":"s-{{job}}","job_id":"{{job}}","job_type":"rebuildDesktopPool","status":"RUNNING"}""";
        int looks = 0;
        StubHandler stub = StubHandler.By(request =>
            request.Method == "POST" ? StubAnswer.Empty(System.Net.HttpStatusCode.BadGateway)
            : ++looks == 1 ? StubAnswer.Ok($$"""{"total_count":1,"jobs":[{{Part("j1")}}]}""")
            : StubAnswer.Ok($$"""{"total_count":3,"jobs":[{{Part("j1")}},{{Part("j2")}},{{Part("j3")}}]}"""));
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        WorkspaceException unknown = await Assert.ThrowsAsync<WorkspaceException>(() => client.Jobs.StartAsync(
            ActionTarget.PoolRebuild("p1", "sales"),
            token => client.Pools.RebuildAsync("p1", new() { ImageId = "i1" }, token),
            new() { Force = true, RetryAmbiguous = retryAmbiguous },
            Stop));

        Assert.Equal(WorkspaceException.AmbiguousOutcome, unknown.Code);
        Assert.Contains("Several jobs began meanwhile: j2, j3.", unknown.Message, StringComparison.Ordinal);
        Assert.Single(stub.Requests, r => r.Method == "POST");
    }

    [Theory]
    [InlineData("reset")]
    [InlineData("500")]
    [InlineData("garbled")]
    public async Task A_look_for_the_job_that_fails_is_made_again(string how)
    {
        Strike(FaultEffect.Processed(FaultEffect.Lose()));
        Tenant.Faults.Add(new Fault { Path = "/workspace-sub-jobs", After = 1, Times = 4, Effect = Effect(how) });

        string job = await StartAsync("rebuild");

        Assert.Equal(Assert.Single(Tenant.Jobs).JobId, job);
    }

    [Theory]
    [InlineData("reset")]
    [InlineData("500")]
    [InlineData("garbled")]
    [InlineData("refused")]
    public async Task When_no_look_gets_an_answer_the_outcome_stays_unknown(string how)
    {
        Strike(FaultEffect.Processed(FaultEffect.Lose()));
        Tenant.Faults.Add(new Fault { Path = "/workspace-sub-jobs", After = 1, Times = null, Effect = Effect(how) });

        WorkspaceException unknown = await Assert.ThrowsAsync<WorkspaceException>(() => StartAsync("rebuild", new() { RetryAmbiguous = true }));

        Assert.Equal((WorkspaceException.AmbiguousOutcome, "POST"), (unknown.Code, unknown.Method));
        Assert.Contains("could not be looked for", unknown.Message, StringComparison.Ordinal);
        Assert.Single(Posts);
    }

    [Fact]
    public async Task When_the_jobs_cannot_be_read_before_nothing_is_sent()
    {
        Tenant.Faults.Add(new Fault { Path = "/workspace-sub-jobs", Times = null, Effect = FaultEffect.Lose() });

        WorkspaceException failure = await Assert.ThrowsAsync<WorkspaceException>(() => StartAsync("rebuild"));

        Assert.Equal((WorkspaceException.ConnectionFailed, false), (failure.Code, failure.IsOutcomeUnknown));
        Assert.Empty(Posts);
    }

    [Fact]
    public async Task A_refusal_is_just_that()
    {
        WorkspaceException refused = await Assert.ThrowsAsync<WorkspaceException>(() => Client.Jobs.StartAsync(
            ActionTarget.PoolRebuild(Pool, null),
            token => Client.Pools.RebuildAsync(Pool, new() { ImageId = "unknown" }, token),
            new() { RetryAmbiguous = true },
            Stop));

        Assert.Equal("WKS.0202", refused.Code);
        Assert.Single(Posts);
    }

    [Fact]
    public async Task A_throttled_action_is_started_once()
    {
        Strike(FaultEffect.Throttle(10), times: 2);

        string job = await StartAsync("rebuild");

        Assert.Equal(Assert.Single(Tenant.Jobs).JobId, job);
        Assert.Equal(3, Posts.Length);
    }

    private string LookUp(string action) => action switch
    {
        "rebuild" => $"Get-WsJob -PoolId {Pool} -Type rebuildDesktopPool",
        "capture" => "Get-WsJob -Type desktopToImage",
        "desktop rebuild" => "Get-WsJob -Type rebuildDesktops",
        "pool power" or "pool message" => $"Get-WsJob -PoolId {Pool}",
        _ => "Get-WsJob",
    };
}
