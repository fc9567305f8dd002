using System;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Authentication;

/// <summary>A credential that worked is refused while many requests of the connection are in flight and in the queue.</summary>
public sealed class QueuedRefusalTests
{
    private const int InFlight = 16;
    private const int Calls = 200;
    private const string Nothing = """{"total_count":0,"desktops":[]}""";

    private static readonly StubAnswer _unknownKey = StubAnswer.Json(HttpStatusCode.Unauthorized, """{"error_code":"APIGW.0301","error_msg":"ak not exist"}""");
    private static readonly StubAnswer _oldToken = StubAnswer.Json(HttpStatusCode.Unauthorized, """{"error_code":"APIGW.0307","error_msg":"The token must be updated"}""");

    private readonly ManualClock _clock = new();
    private readonly TaskCompletionSource _allCalled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _logons;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Queued_requests_are_not_sent_after_a_refusal()
    {
        StubHandler stub = Service("key-1", _ => _unknownKey);
        using WorkspaceClient client = await TestClient.ConnectAsync(stub, options => options.ThrottleLimit = InFlight);

        string[] outcomes = await CallAsync(client);

        Assert.Equal(InFlight, stub.Requests.Count);
        Assert.All(outcomes, outcome => Assert.Equal("APIGW.0301", outcome));
    }

    [Fact]
    public async Task One_request_of_all_tries_a_renewed_token_and_a_second_refusal_ends_it()
    {
        StubHandler stub = Service("token-1", _ => _oldToken);
        using WorkspaceClient client = await ConnectAsUserAsync(stub);

        string[] outcomes = await CallAsync(client);

        Assert.Equal([.. Enumerable.Repeat("token-1", InFlight), "token-2"], Tokens(stub));
        Assert.All(outcomes, outcome => Assert.Equal("APIGW.0307", outcome));
    }

    [Fact]
    public async Task All_requests_succeed_once_one_of_them_has_proved_a_renewed_token()
    {
        StubHandler stub = Service("token-1", token => token == "token-1" ? _oldToken : StubAnswer.Ok(Nothing));
        using WorkspaceClient client = await ConnectAsUserAsync(stub);

        string[] outcomes = await CallAsync(client);

        Assert.All(outcomes, outcome => Assert.Equal("", outcome));
        Assert.Equal([.. Enumerable.Repeat("token-1", InFlight), .. Enumerable.Repeat("token-2", Calls)], Tokens(stub));
        Assert.Equal(2, _logons);
    }

    [Fact]
    public async Task Requests_that_wait_for_a_throttled_connection_are_not_sent_after_a_refusal()
    {
        var clock = new CrowdClock();
        int sent = 0;
        StubHandler stub = StubHandler.By(_ => Interlocked.Increment(ref sent) == 1
            ? StubAnswer.Json((HttpStatusCode)429, """{"error_code":"APIGW.0308","error_msg":"The throttling threshold has been reached: policy user over ratelimit,limit:1,time:1 second"}""")
            : _unknownKey);
        using WorkspaceClient client = await TestClient.ConnectAsync(stub, options =>
            (options.Clock, options.ThrottleLimit, options.Retry) = (clock, InFlight, new() { MaximumRetryCount = 0 }));
        await Assert.ThrowsAsync<WorkspaceException>(() => client.Desktops.GetSysprepAsync("d1", Stop));

        await clock.RunAsync(Enumerable.Range(0, InFlight).Select(_ => (Func<Task>)(async () =>
            Assert.Equal("APIGW.0301", (await Assert.ThrowsAsync<WorkspaceException>(() => client.Desktops.GetSysprepAsync("d1", Stop))).Code))));

        Assert.Equal(2, stub.Requests.Count);
    }

    private static string[] Tokens(StubHandler stub) => [.. stub.Requests.Where(r => r.Path != "/v3/auth/tokens").Select(r => r.Header("X-Auth-Token")!)];

    // Each call's error code, or nothing.
    private async Task<string[]> CallAsync(WorkspaceClient client)
    {
        // Each runs until it is in flight or in the queue; none is refused before all are.
        Task<string>[] calls = [.. Enumerable.Range(0, Calls).Select(_ => OutcomeAsync())];
        _allCalled.SetResult();
        return await Task.WhenAll(calls).WaitAsync(TimeSpan.FromSeconds(60), Stop);

        async Task<string> OutcomeAsync()
        {
            try
            {
                await client.Desktops.ListSummaries().CountAsync(Stop);
                return "";
            }
            catch (WorkspaceException failure)
            {
                return failure.Code;
            }
        }
    }

    private StubHandler Service(string first, Func<string?, StubAnswer> answer) => new(async (request, token) =>
    {
        if (request.Path == "/v3/auth/tokens")
        {
            return LogOn();
        }

        string? sent = request.Header("X-Auth-Token") ?? first;
        if (sent == first)
        {
            await _allCalled.Task.WaitAsync(token);
        }

        return answer(sent);
    });

    private StubAnswer LogOn() => StubAnswer.Json(
        HttpStatusCode.Created,
        $$$"""{"token":{"expires_at":"{{{(_clock.UtcNow + TimeSpan.FromHours(24)).UtcDateTime:yyyy-MM-ddTHH:mm:ss.ffffff}}}Z","project":{"id":"{{{TestClient.ProjectId}}}"} } }""")
        .With("X-Subject-Token", $"token-{Interlocked.Increment(ref _logons)}");

    private Task<WorkspaceClient> ConnectAsUserAsync(StubHandler stub) => TestClient.ConnectAsync(stub, options =>
        (options.Credential, options.ProjectId, options.Clock, options.ThrottleLimit) = (TestClient.Password(), null, _clock, InFlight));
}
