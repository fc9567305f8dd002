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

/// <summary>The service locks a key after more than five refusals in a row, so a refused key is not tried again.</summary>
public sealed class RefusedKeyTests
{
    private const string NotSent = "This request was not sent, because the service refused the connection's credential before, and more tries would lock it. Connect again.";

    private readonly ManualClock _clock = new();
    private readonly TaskCompletionSource _allCalled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_parallel_requests_with_a_bad_key_one_reaches_the_service_and_the_key_is_not_locked()
    {
        var tenant = new EmulatedTenant(null, _clock);
        using AccessKeyCredential bad = Emulated.Key(tenant, "wrong");
        RestClient rest = Rest(tenant, bad);

        Task<WorkspaceException>[] calls = [.. Enumerable.Range(0, 16).Select(_ => RefusedAsync(rest, tenant))];
        _allCalled.SetResult();
        WorkspaceException[] refused = await Task.WhenAll(calls);
        WorkspaceException later = await RefusedAsync(rest, tenant);

        Assert.Equal(401, Assert.Single(tenant.Requests).Status);
        Assert.All(refused.Append(later), failure =>
        {
            Assert.Equal((HttpStatusCode.Unauthorized, "APIGW.0301"), (failure.StatusCode, failure.Code));
            Assert.Contains("verify aksk signature fail", failure.Message, StringComparison.Ordinal);
            Assert.True(failure.ConcernsConnection);
        });
        Assert.Equal(15, refused.Count(failure => failure.Message.Contains(NotSent, StringComparison.Ordinal)));
        Assert.Contains(NotSent, later.Message, StringComparison.Ordinal);
        (await Emulated.ConnectAsync(tenant, _clock)).Dispose();
    }

    [Theory]
    [InlineData((HttpStatusCode)429)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.ProxyAuthenticationRequired)]
    public async Task An_answer_from_before_the_place_that_looks_at_the_key_proves_nothing(HttpStatusCode status)
    {
        int sent = 0;
        var stub = new StubHandler(async (_, token) =>
        {
            if (Interlocked.Increment(ref sent) == 1)
            {
                return StubAnswer.Empty(status);
            }

            await _allCalled.Task.WaitAsync(token);
            return StubAnswer.Json(HttpStatusCode.Unauthorized, """{"error_code":"APIGW.0301","error_msg":"verify aksk signature fail"}""");
        });
        using AccessKeyCredential key = TestClient.Key();
        RestClient rest = TestRest.Over(stub, new Uri("https://workspace.example"), by: new RequestSigner(key, _clock, TestClient.ProjectId), limit: 16);
        await Assert.ThrowsAsync<WorkspaceException>(() => GetAsync(rest, "/v2/p/desktops"));

        Task<WorkspaceException>[] calls = [.. Enumerable.Range(0, 16).Select(_ => Assert.ThrowsAsync<WorkspaceException>(() => GetAsync(rest, "/v2/p/desktops")))];
        _allCalled.SetResult();
        await Task.WhenAll(calls);

        Assert.Equal(2, stub.All.Count);
    }

    [Fact]
    public async Task Parallel_first_requests_with_a_good_key_all_pass()
    {
        var tenant = new EmulatedTenant(null, _clock);
        using AccessKeyCredential key = Emulated.Key(tenant);
        RestClient rest = Rest(tenant, key);

        Task<int>[] calls = [.. Enumerable.Range(0, 16).Select(_ => GetAsync(rest, $"/v2/{tenant.ProjectId}/desktops"))];
        _allCalled.SetResult();
        int[] counts = await Task.WhenAll(calls);

        Assert.All(counts, count => Assert.Equal(24, count));
    }

    [Fact]
    public async Task Requests_run_side_by_side_once_the_key_is_proven()
    {
        int under = 0;
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var stub = new StubHandler(async (_, _) =>
        {
            if (Interlocked.Increment(ref under) == 16)
            {
                all.SetResult();
            }

            await all.Task;
            return StubAnswer.Ok("""{"total_count":0,"desktops":[]}""");
        });
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        // None is answered before all sixteen are under way.
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => client.Desktops.ListSummaries().CountAsync(Stop).AsTask(), Stop))).WaitAsync(TimeSpan.FromSeconds(60), Stop);

        Assert.Equal(16, stub.Requests.Count);
    }

    [Fact]
    public async Task A_key_that_turns_bad_later_is_tried_once_more_and_never_again()
    {
        StubHandler stub = StubHandler.Always(StubAnswer.Json(HttpStatusCode.Unauthorized, """{"error_code":"APIGW.0301","error_msg":"ak not exist"}"""));
        var observer = new RecordingObserver();
        using WorkspaceClient client = await TestClient.ConnectAsync(stub, options => options.Retry = new());

        WorkspaceException first = await Assert.ThrowsAsync<WorkspaceException>(() => client.Desktops.ListSummaries().CountAsync(Stop).AsTask());
        WorkspaceException copy = await Assert.ThrowsAsync<WorkspaceException>(() => client.With(observer).Agents.InstallAsync(["d1"], Stop));

        Assert.DoesNotContain("not sent", first.Message, StringComparison.Ordinal);
        Assert.Contains(NotSent, copy.Message, StringComparison.Ordinal);
        Assert.False(copy.IsOutcomeUnknown);
        Assert.Single(stub.Requests);
        Assert.Empty(observer.Traces);
    }

    private RestClient Rest(EmulatedTenant tenant, AccessKeyCredential key) =>
        TestRest.Over(new HeldHandler(new EmulatorHandler(tenant), _allCalled.Task), new Uri("https://workspace.example"), by: new RequestSigner(key, _clock, tenant.ProjectId), limit: 16);

    private static Task<WorkspaceException> RefusedAsync(RestClient rest, EmulatedTenant tenant) =>
        Assert.ThrowsAsync<WorkspaceException>(() => GetAsync(rest, $"/v2/{tenant.ProjectId}/desktops"));

    private static async Task<int> GetAsync(RestClient rest, string path) =>
        (await rest.GetAsync(path, new Query().Add("offset", 0).Add("limit", 1000), WorkspaceJson.Default.DesktopSummaryPage, Stop)).TotalCount ?? -1;
}
