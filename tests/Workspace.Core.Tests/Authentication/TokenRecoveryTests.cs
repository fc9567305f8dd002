using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Authentication;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Authentication;

/// <summary>The service says that the token of an IAM user must be updated, before its time.</summary>
public sealed class TokenRecoveryTests
{
    private const string Nothing = """{"total_count":0,"desktops":[]}""";
    private static readonly StubAnswer _mustBeUpdated = StubAnswer.Json(HttpStatusCode.Unauthorized, """{"error_code":"APIGW.0307","error_msg":"The token must be updated"}""");

    private readonly ManualClock _clock = new();
    private readonly List<string> _logons = [];
    private StubAnswer? _logonAnswer;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_user_is_logged_on_once_more_and_the_request_repeated_once()
    {
        StubHandler stub = Service(request => Task.FromResult(request.Header("X-Auth-Token") == "token-1" ? _mustBeUpdated : StubAnswer.Ok(Nothing)));
        using WorkspaceClient client = await ConnectAsync(stub);

        await client.Desktops.ListSummaries().CountAsync(Stop);
        await client.Desktops.ListSummaries().CountAsync(Stop);

        Assert.Equal(["token-1", "token-2", "token-2"], Calls(stub));
        Assert.Equal(2, _logons.Count);
    }

    [Fact]
    public async Task A_write_is_repeated_too_because_it_was_not_processed()
    {
        StubHandler stub = Service(request => Task.FromResult(request.Header("X-Auth-Token") == "token-1" ? _mustBeUpdated : StubAnswer.Ok("""{"job_id":"j1"}""")));
        using WorkspaceClient client = await ConnectAsync(stub);

        Assert.Equal("j1", await client.Agents.InstallAsync(["d1"], Stop));
        Assert.Equal(["token-1", "token-2"], Calls(stub));
    }

    [Fact]
    public async Task Sixteen_parallel_requests_share_one_logon()
    {
        int refused = 0;
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        StubHandler stub = Service(async request =>
        {
            if (request.Header("X-Auth-Token") != "token-1")
            {
                return StubAnswer.Ok(Nothing);
            }

            // None is refused before all are under way with the old token.
            if (Interlocked.Increment(ref refused) == 16)
            {
                all.SetResult();
            }

            await all.Task;
            return _mustBeUpdated;
        });
        using WorkspaceClient client = await ConnectAsync(stub);

        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => client.Desktops.ListSummaries().CountAsync(Stop).AsTask(), Stop))).WaitAsync(TimeSpan.FromSeconds(60), Stop);

        Assert.Equal(2, _logons.Count);
        Assert.Equal([.. Enumerable.Repeat("token-1", 16), .. Enumerable.Repeat("token-2", 16)], Calls(stub).Order());
    }

    [Fact]
    public async Task A_second_refusal_is_final_and_nothing_more_is_sent()
    {
        StubHandler stub = Service(_ => Task.FromResult(_mustBeUpdated));
        using WorkspaceClient client = await ConnectAsync(stub);

        WorkspaceException refused = await Assert.ThrowsAsync<WorkspaceException>(() => client.Desktops.ListSummaries().CountAsync(Stop).AsTask());
        WorkspaceException later = await Assert.ThrowsAsync<WorkspaceException>(() => client.Desktops.ListSummaries().CountAsync(Stop).AsTask());

        Assert.Equal("APIGW.0307", refused.Code);
        Assert.Contains("was not sent", later.Message, StringComparison.Ordinal);
        Assert.Equal(["token-1", "token-2"], Calls(stub));
        Assert.Equal(2, _logons.Count);
    }

    [Fact]
    public async Task Another_refusal_than_of_an_old_token_logs_nobody_on()
    {
        StubHandler stub = Service(_ => Task.FromResult(StubAnswer.Json(HttpStatusCode.Unauthorized, """{"error_code":"APIGW.0301","error_msg":"decrypt token fail"}""")));
        using WorkspaceClient client = await ConnectAsync(stub);

        await Assert.ThrowsAsync<WorkspaceException>(() => client.Desktops.ListSummaries().CountAsync(Stop).AsTask());

        Assert.Single(_logons);
        Assert.Single(stub.Requests, r => r.Path != "/v3/auth/tokens");
    }

    [Fact]
    public async Task A_given_token_cannot_be_renewed()
    {
        StubHandler stub = StubHandler.Always(_mustBeUpdated);
        using WorkspaceClient client = await TestClient.ConnectAsync(stub, options => options.Credential = TestClient.Token());

        WorkspaceException refused = await Assert.ThrowsAsync<WorkspaceException>(() => client.Desktops.ListSummaries().CountAsync(Stop).AsTask());

        Assert.Equal("APIGW.0307", refused.Code);
        Assert.Single(stub.Requests);
    }

    [Fact]
    public async Task A_password_that_is_refused_at_a_renewal_is_not_tried_again()
    {
        StubHandler stub = Service(_ => Task.FromResult(StubAnswer.Ok(Nothing)));
        using WorkspaceClient client = await ConnectAsync(stub);
        _logonAnswer = StubAnswer.Json(HttpStatusCode.Unauthorized, """{"error":{"code":401,"message":"The username or password is wrong."}}""");
        _clock.Advance(TimeSpan.FromHours(24));

        WorkspaceException[] refused = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(
            () => Assert.ThrowsAsync<WorkspaceException>(() => client.Desktops.ListSummaries().CountAsync(Stop).AsTask()),
            Stop)));

        Assert.Equal(2, _logons.Count);
        Assert.All(refused, failure => Assert.True(failure.ConcernsConnection));
        Assert.Contains(refused, failure => failure.Message.StartsWith("The username or password is wrong.", StringComparison.Ordinal));
        Assert.All(refused, failure => Assert.Matches("^(The username or password is wrong|This request was not sent, because IAM refused the connection's user before)", failure.Message));
        Assert.Empty(Calls(stub));
    }

    [Fact]
    public async Task A_renewal_that_fails_keeps_the_old_token_while_it_is_valid()
    {
        StubHandler stub = Service(_ => Task.FromResult(StubAnswer.Ok(Nothing)));
        using WorkspaceClient client = await ConnectAsync(stub);
        _logonAnswer = StubAnswer.Empty(HttpStatusCode.ServiceUnavailable);

        _clock.Advance(TimeSpan.FromMinutes((23 * 60) + 55));
        await client.Desktops.ListSummaries().CountAsync(Stop);
        await client.Desktops.ListSummaries().CountAsync(Stop);
        Assert.Equal(["token-1", "token-1"], Calls(stub));
        Assert.Equal(2, _logons.Count);

        _clock.Advance(TimeSpan.FromSeconds(5));
        await client.Desktops.ListSummaries().CountAsync(Stop);
        Assert.Equal(3, _logons.Count);

        _clock.Advance(TimeSpan.FromMinutes(5));
        WorkspaceException failure = await Assert.ThrowsAsync<WorkspaceException>(() => client.Desktops.ListSummaries().CountAsync(Stop).AsTask());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, failure.StatusCode);
        Assert.Equal(["token-1", "token-1", "token-1"], Calls(stub));
    }

    [Fact]
    public async Task Closing_wipes_every_token_that_there_was()
    {
        StubHandler stub = Service(_ => Task.FromResult(StubAnswer.Ok(Nothing)));
        using PasswordCredential user = TestClient.Password();
        var iam = new IamClient(TestRest.Over(stub, new Uri("https://iam.example")), _clock);
        var authorizer = new PasswordAuthorizer(iam, user, new ProjectScope(null, TestClient.Region), _clock);
        IamToken first = await authorizer.GetTokenAsync(Stop);
        _clock.Advance(TimeSpan.FromHours(24));
        IamToken second = await authorizer.GetTokenAsync(Stop);
        Assert.Equal("token-1", first.Text.Reveal());

        authorizer.Dispose();

        Assert.Throws<ObjectDisposedException>(first.Text.Reveal);
        Assert.Throws<ObjectDisposedException>(second.Text.Reveal);
    }

    private static string[] Calls(StubHandler stub) => [.. stub.Requests.Where(r => r.Path != "/v3/auth/tokens").Select(r => r.Header("X-Auth-Token")!)];

    private StubHandler Service(Func<RecordedRequest, Task<StubAnswer>> answer) => new((request, _) => request.Path == "/v3/auth/tokens" ? Task.FromResult(LogOn(request)) : answer(request));

    private StubAnswer LogOn(RecordedRequest request)
    {
        lock (_logons)
        {
            _logons.Add(request.Target);
            return _logonAnswer ?? StubAnswer.Json(
                HttpStatusCode.Created,
                $$$"""{"token":{"expires_at":"{{{(_clock.UtcNow + TimeSpan.FromHours(24)).UtcDateTime:yyyy-MM-ddTHH:mm:ss.ffffff}}}Z","project":{"id":"{{{TestClient.ProjectId}}}"} } }""").With("X-Subject-Token", $"token-{_logons.Count}");
        }
    }

    private Task<WorkspaceClient> ConnectAsync(StubHandler stub) => TestClient.ConnectAsync(stub, options =>
        (options.Credential, options.ProjectId, options.Clock) = (TestClient.Password(), null, _clock));
}
