using System;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Authentication;

public sealed class PasswordLogonTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_logon_is_IAMs_project_scoped_one_without_the_catalog()
    {
        var iam = new IamStub();

        using WorkspaceClient client = await ConnectAsync(iam);

        RecordedRequest logon = Assert.Single(iam.Logons);
        Assert.Equal("POST", logon.Method);
        Assert.Equal("https://iam.ap-southeast-3.myhuaweicloud.com/v3/auth/tokens?nocatalog=true", logon.Address.AbsoluteUri);
        Assert.StartsWith("application/json", logon.Header("Content-Type"), StringComparison.Ordinal);
        Assert.Null(logon.Header("X-Auth-Token"));
        Assert.Equal(
            """{"auth":{"identity":{"methods":["password"],"password":{"user":{"name":"IAMUser","password":"pa55-word","domain":{"name":"AccountName"}}}},"scope":{"project":{"name":"ap-southeast-3"}}}}""",
            logon.Body);
    }

    [Fact]
    public async Task The_project_is_the_tokens()
    {
        var iam = new IamStub();

        using WorkspaceClient client = await ConnectAsync(iam);

        Assert.Equal(TestClient.ProjectId, client.ProjectId);
        Assert.Equal("AccountName/IAMUser", client.Credential.Identity);
    }

    [Theory]
    [InlineData("the-id", null, """{"project":{"id":"the-id"}}""")]
    [InlineData(null, "ap-southeast-3_sub", """{"project":{"name":"ap-southeast-3_sub"}}""")]
    public async Task A_project_of_choice_scopes_the_token(string? id, string? name, string scope)
    {
        var iam = new IamStub();

        using WorkspaceClient client = await ConnectAsync(iam, options => (options.ProjectId, options.ProjectName) = (id, name));

        Assert.EndsWith($"\"scope\":{scope}}}}}", Assert.Single(iam.Logons).Body, StringComparison.Ordinal);
        Assert.Equal(id ?? TestClient.ProjectId, client.ProjectId);
    }

    [Fact]
    public async Task The_subject_token_travels_as_the_auth_token_and_nothing_is_signed()
    {
        var iam = new IamStub();
        using WorkspaceClient client = await ConnectAsync(iam);

        await client.Desktops.ListSummaries().CountAsync(Stop);

        RecordedRequest call = Assert.Single(iam.Calls);
        Assert.Equal("token-1", call.Header("X-Auth-Token"));
        Assert.Null(call.Header("Authorization"));
        Assert.Null(call.Header("X-Sdk-Date"));
    }

    [Fact]
    public async Task Parallel_calls_share_one_logon()
    {
        var clock = new ManualClock();
        var iam = new IamStub("2026-01-04T00:00:00.000000Z");
        using WorkspaceClient client = await ConnectAsync(iam, options => options.Clock = clock);
        clock.Advance(TimeSpan.FromMinutes(3 * 24 * 60));
        iam.Expires = "2026-01-05T00:00:00.000000Z";

        // More calls than the 16 places of the line: each holds one while all wait for the one renewal.
        Task<int[]> calls = Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => client.Desktops.ListSummaries().CountAsync(Stop).AsTask(), Stop)));
        await calls.WaitAsync(TimeSpan.FromSeconds(20), Stop);

        Assert.Equal(2, iam.Logons.Length);
        Assert.Equal(40, iam.Calls.Length);
        Assert.All(iam.Calls, call => Assert.Equal("token-2", call.Header("X-Auth-Token")));
    }

    [Theory]
    [InlineData(23 * 60 + 49, 1)]
    [InlineData(23 * 60 + 51, 2)]
    [InlineData(26 * 60, 2)]
    public async Task A_token_is_renewed_ten_minutes_before_it_ends(int minutes, int logons)
    {
        var clock = new ManualClock();
        var iam = new IamStub();
        using WorkspaceClient client = await ConnectAsync(iam, options => options.Clock = clock);

        clock.Advance(TimeSpan.FromMinutes(minutes));
        await client.Desktops.ListSummaries().CountAsync(Stop);

        Assert.Equal(logons, iam.Logons.Length);
        Assert.Equal($"token-{logons}", Assert.Single(iam.Calls).Header("X-Auth-Token"));
    }

    [Fact]
    public async Task A_logon_that_hangs_delays_no_request_while_the_token_is_valid()
    {
        var clock = new ManualClock();
        var iam = new IamStub();
        var hang = new TaskCompletionSource();
        int logons = 0;
        using var held = new HeldHandler(iam.Handler, request => request.RequestUri!.AbsolutePath == "/v3/auth/tokens" && ++logons > 1 ? hang.Task : Task.CompletedTask);
        using WorkspaceClient client = await ConnectAsync(iam, options => (options.Clock, options.Handler) = (clock, held));

        clock.Advance(TimeSpan.FromMinutes((23 * 60) + 55));
        for (int i = 0; i < 3; i++)
        {
            await client.Desktops.ListSummaries().CountAsync(Stop).AsTask().WaitAsync(TimeSpan.FromSeconds(20), Stop);
        }

        Assert.Equal(2, logons);
        Assert.All(iam.Calls, call => Assert.Equal("token-1", call.Header("X-Auth-Token")));

        clock.Advance(TimeSpan.FromMinutes(5));
        ValueTask<int> last = client.Desktops.ListSummaries().CountAsync(Stop);
        hang.SetResult();
        await last;
        Assert.Equal("token-2", iam.Calls[^1].Header("X-Auth-Token"));
        Assert.Equal(2, logons);
    }

    [Fact]
    public async Task A_renewal_needs_no_place_of_its_own_in_the_line()
    {
        var clock = new ManualClock();
        var iam = new IamStub();
        using WorkspaceClient client = await ConnectAsync(iam, options => (options.Clock, options.ThrottleLimit) = (clock, 1));
        clock.Advance(TimeSpan.FromHours(24));

        Task<int> call = client.Desktops.ListSummaries().CountAsync(Stop).AsTask();

        // Everything here is answered at once; what is not done by then waits for itself.
        Assert.Equal(0, await call.WaitAsync(TimeSpan.FromSeconds(20), Stop));
        Assert.Equal(2, iam.Logons.Length);
    }

    [Fact]
    public async Task A_refused_logon_is_an_error_with_IAMs_numeric_code_and_trace_id()
    {
        StubHandler stub = StubHandler.Always(StubAnswer
            .Json(HttpStatusCode.Unauthorized, """{"error":{"code":401,"message":"The username or password is wrong.","title":"Unauthorized"}}""")
            .With("X-IAM-Trace-Id", "trace-1"));

        WorkspaceException refused = await Assert.ThrowsAsync<WorkspaceException>(() => ConnectAsync(stub));

        Assert.Equal("401", refused.Code);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal("trace-1", refused.RequestId);
        Assert.Equal("/v3/auth/tokens", refused.Path);
        Assert.True(refused.ConcernsConnection);
        Assert.StartsWith("The username or password is wrong.", refused.Message, StringComparison.Ordinal);
        Assert.Single(stub.Requests);
    }

    [Fact]
    public async Task A_logon_without_a_token_is_an_error()
    {
        StubHandler stub = StubHandler.Always(StubAnswer.Json(HttpStatusCode.Created, """{"token":{"project":{"id":"p"}}}"""));

        WorkspaceException failure = await Assert.ThrowsAsync<WorkspaceException>(() => ConnectAsync(stub));

        Assert.Equal(WorkspaceException.UnreadableAnswer, failure.Code);
        Assert.Contains("X-Subject-Token", failure.Message, StringComparison.Ordinal);
    }

    private static Task<WorkspaceClient> ConnectAsync(IamStub iam, Action<WorkspaceClientOptions>? change = null) => ConnectAsync(iam.Handler, change);

    private static Task<WorkspaceClient> ConnectAsync(StubHandler stub, Action<WorkspaceClientOptions>? change = null) => TestClient.ConnectAsync(stub, options =>
    {
        options.Credential = TestClient.Password();
        options.ProjectId = null;
        change?.Invoke(options);
    });
}
