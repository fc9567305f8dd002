using System;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Emulator;
using Workspace.Emulator.Faults;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Faults;

/// <summary>What a client sees of the emulator's faults: the same in memory and over a socket.</summary>
public sealed class FaultEffectTests
{
    private const string List = "/desktops/detail";
    private const string Install = "/desktops/agents";

    private readonly ManualClock _clock = new();
    private readonly EmulatedTenant _tenant;

    public FaultEffectTests() => _tenant = new EmulatedTenant(null, _clock);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task An_answer_is_lost_before_or_after_the_request_was_carried_out(bool processed, bool overSocket)
    {
        Fault fault = Strike(Install, processed ? FaultEffect.Processed(FaultEffect.Lose()) : FaultEffect.Lose());
        await using EmulatedService service = await StartAsync(overSocket);

        WorkspaceException lost = await Assert.ThrowsAsync<WorkspaceException>(() => InstallAsync(service, Stop));

        Assert.Equal((WorkspaceException.ConnectionFailed, true), (lost.Code, lost.IsOutcomeUnknown));
        Assert.Equal(processed ? 1 : 0, _tenant.Jobs.Count);
        Assert.Equal(1, fault.Strikes);
        Assert.Single(_tenant.Requests, r => r.Method == "POST");
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task An_answer_does_not_come_until_the_client_gives_up(bool processed, bool overSocket)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _tenant.Faults.Add(new Fault
        {
            When = request =>
            {
                bool fits = request.Path.EndsWith(Install, StringComparison.Ordinal);
                if (fits)
                {
                    reached.TrySetResult();
                }

                return fits;
            },
            Effect = processed ? FaultEffect.Processed(FaultEffect.Hang()) : FaultEffect.Hang(),
        });
        await using EmulatedService service = await StartAsync(overSocket);
        using var user = CancellationTokenSource.CreateLinkedTokenSource(Stop);

        Task<string> call = InstallAsync(service, user.Token);
        await reached.Task.InTime();
        Assert.False(call.IsCompleted);
        await user.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.InTime());
        Assert.Equal(processed ? 1 : 0, _tenant.Jobs.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_write_is_carried_out_and_answered_with_an_error(bool overSocket)
    {
        Strike(Install, FaultEffect.Processed(FaultEffect.Error(504, "APIGW.0201", "Backend timeout.")));
        await using EmulatedService service = await StartAsync(overSocket);

        WorkspaceException late = await Assert.ThrowsAsync<WorkspaceException>(() => InstallAsync(service, Stop));

        Assert.Equal(("APIGW.0201", HttpStatusCode.GatewayTimeout, true), (late.Code, late.StatusCode, late.IsOutcomeUnknown));
        Assert.Single(_tenant.Jobs);
    }

    [Theory]
    [InlineData("cut off", false)]
    [InlineData("cut off", true)]
    [InlineData("garbled", false)]
    [InlineData("garbled", true)]
    public async Task A_success_comes_with_a_body_that_is_no_JSON(string how, bool overSocket)
    {
        Strike(Install, how == "garbled" ? FaultEffect.Garble() : FaultEffect.CutOff());
        await using EmulatedService service = await StartAsync(overSocket);

        WorkspaceException bad = await Assert.ThrowsAsync<WorkspaceException>(() => InstallAsync(service, Stop));

        Assert.Equal((WorkspaceException.UnreadableAnswer, HttpStatusCode.OK, true), (bad.Code, bad.StatusCode, bad.IsOutcomeUnknown));
        Assert.Single(_tenant.Jobs);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_gateway_throttles(bool overSocket)
    {
        Strike(List, FaultEffect.Throttle(10, "1 minute", "7"));
        await using EmulatedService service = await StartAsync(overSocket);

        WorkspaceException throttled = await Assert.ThrowsAsync<WorkspaceException>(() => ListAsync(service));

        Assert.Equal(("APIGW.0308", (HttpStatusCode)429, true), (throttled.Code, throttled.StatusCode, throttled.IsThrottled));
        Assert.Contains("over ratelimit,limit:10,time:1 minute", throttled.Message, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(7), throttled.RetryAfter);
        Assert.Equal("fault", throttled.RequestId);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_proxy_answers_with_HTML(bool overSocket)
    {
        Strike(List, FaultEffect.Html(502));
        await using EmulatedService service = await StartAsync(overSocket);

        WorkspaceException failure = await Assert.ThrowsAsync<WorkspaceException>(() => ListAsync(service));

        Assert.Equal(HttpStatusCode.BadGateway, failure.StatusCode);
        Assert.Contains("Bad gateway", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_gateway_refuses_who_sends(bool overSocket)
    {
        Strike(List, FaultEffect.Refuse("verify aksk signature fail"));
        await using EmulatedService service = await StartAsync(overSocket);

        WorkspaceException refused = await Assert.ThrowsAsync<WorkspaceException>(() => ListAsync(service));

        Assert.Equal(("APIGW.0301", HttpStatusCode.Unauthorized), (refused.Code, refused.StatusCode));
        Assert.Contains("Incorrect IAM authentication information: verify aksk signature fail", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_service_is_slow_and_answers(bool overSocket)
    {
        Strike(List, FaultEffect.Delay(TimeSpan.FromSeconds(42)));
        await using EmulatedService service = await StartAsync(overSocket);

        Assert.Equal(24, await ListAsync(service));
        Assert.Equal([TimeSpan.FromSeconds(42)], _clock.Delays);
    }

    private static Task<int> ListAsync(EmulatedService service) => service.Client.Desktops.List().CountAsync(Stop).AsTask();

    private Fault Strike(string path, FaultEffect effect) => _tenant.Faults.Add(new Fault { Path = path, Effect = effect });

    private Task<string> InstallAsync(EmulatedService service, CancellationToken stop) => service.Client.Agents.InstallAsync([_tenant.Desktops[0].DesktopId], stop);

    private Task<EmulatedService> StartAsync(bool overSocket) =>
        EmulatedService.StartAsync(_tenant, _clock, overSocket, options => options.Retry = new() { MaximumRetryCount = 0 });
}
