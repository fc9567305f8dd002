using System;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Authentication;
using Workspace.Emulator;
using Workspace.Http;
using Workspace.Serialization;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Authentication;

/// <summary>A machine whose clock is wrong by more than the service takes.</summary>
public sealed class ClockSkewTests
{
    private readonly ManualClock _right = new();
    private readonly ManualClock _wrong = new();
    private readonly RecordingObserver _observer = new();
    private readonly EmulatedTenant _tenant;

    public ClockSkewTests() => _tenant = new EmulatedTenant(null, _right);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(-60, "1:00:00 behind")]
    [InlineData(60, "1:00:00 ahead of")]
    [InlineData(-20, "0:20:00 behind")]
    [InlineData(-(24 * 60) - 30, "1 day 0:30:00 behind")]
    [InlineData((2 * 24 * 60) + 180, "2 days 3:00:00 ahead of")]
    public async Task The_first_request_is_repeated_with_the_services_time_and_no_other_fails(int minutes, string difference)
    {
        _wrong.Advance(TimeSpan.FromMinutes(minutes));
        using WorkspaceClient client = await Emulated.ConnectAsync(_tenant, _wrong, observer: _observer);

        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => client.Desktops.ListSummaries().CountAsync(Stop).AsTask(), Stop)));
        _right.Advance(TimeSpan.FromHours(3));
        _wrong.Advance(TimeSpan.FromHours(3));
        Assert.Equal(24, await client.Desktops.ListSummaries().CountAsync(Stop));

        Assert.Equal([401, .. Enumerable.Repeat(200, 19)], _tenant.Requests.Select(r => r.Status));
        Assert.Equal(["/v3/projects", "/v3/projects"], _tenant.Requests.Take(2).Select(r => r.Path));
        Assert.Equal(
            $"This machine's clock is {difference} the service's: the service refused the signature's time and is now given its own. Set the clock.",
            Assert.Single(_observer.Warnings));
    }

    [Fact]
    public async Task Parallel_first_requests_cost_one_refusal_and_one_warning()
    {
        var allCalled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _wrong.Advance(TimeSpan.FromHours(-1));
        using AccessKeyCredential key = Emulated.Key(_tenant);
        RestClient rest = TestRest.Over(new HeldHandler(new EmulatorHandler(_tenant), allCalled.Task), new Uri("https://workspace.example"), by: new RequestSigner(key, _wrong, _tenant.ProjectId), limit: 16).With(_observer);

        Task<Tenant>[] calls = [.. Enumerable.Range(0, 16).Select(_ => rest.GetAsync($"/v2/{_tenant.ProjectId}/workspaces", new Query(), WorkspaceJson.Default.Tenant, Stop))];
        allCalled.SetResult();
        await Task.WhenAll(calls);

        Assert.Equal(1, _tenant.Requests.Count(r => r.Status == 401));
        Assert.Equal(16, _tenant.Requests.Count(r => r.Status == 200));
        Assert.Single(_observer.Warnings);
    }

    [Fact]
    public async Task A_clock_that_goes_wrong_or_is_set_right_meanwhile_is_followed()
    {
        _wrong.Advance(TimeSpan.FromHours(-1));
        using WorkspaceClient client = await Emulated.ConnectAsync(_tenant, _wrong, observer: _observer);
        WorkspaceClient seen = client.With(_observer);

        _wrong.Advance(TimeSpan.FromHours(1));
        Assert.Equal(24, await seen.Desktops.ListSummaries().CountAsync(Stop));
        Assert.Single(_observer.Warnings);

        _wrong.Advance(TimeSpan.FromHours(2));
        Assert.Equal(24, await seen.Desktops.ListSummaries().CountAsync(Stop));
        Assert.Contains("2:00:00 ahead of", _observer.Warnings.Last(), StringComparison.Ordinal);
        Assert.Equal(2, _observer.Warnings.Count);
    }

    [Fact]
    public async Task A_second_refusal_is_final()
    {
        StubHandler stub = StubHandler.Always(Expired().With("Date", "Thu, 01 Jan 2026 05:00:00 GMT"));
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        WorkspaceException refused = await Assert.ThrowsAsync<WorkspaceException>(() => client.Desktops.ListSummaries().CountAsync(Stop).AsTask());
        await Assert.ThrowsAsync<WorkspaceException>(() => client.Desktops.ListSummaries().CountAsync(Stop).AsTask());

        Assert.Contains("signature expired", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["20260101T000000Z", "20260101T050000Z"], stub.Requests.Select(r => r.Header("X-Sdk-Date")));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("yesterday")]
    public async Task Without_the_services_time_the_refusal_stands(string? date)
    {
        StubHandler stub = StubHandler.Always(date is null ? Expired() : Expired().With("Date", date));
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        await Assert.ThrowsAsync<WorkspaceException>(() => client.Desktops.ListSummaries().CountAsync(Stop).AsTask());

        Assert.Single(stub.Requests);
    }

    private static StubAnswer Expired() => StubAnswer.Json(
        HttpStatusCode.Unauthorized,
        """{"error_code":"APIGW.0301","error_msg":"Incorrect IAM authentication information: calc aksk signature fail:signature expired, signature time:x,server time:y"}""");
}
