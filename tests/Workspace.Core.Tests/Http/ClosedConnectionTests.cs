using System;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Authentication;
using Workspace.Http;
using Workspace.Serialization;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Http;

/// <summary>What becomes of calls when their connection is closed.</summary>
public sealed class ClosedConnectionTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly TaskCompletionSource _full = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _waiting;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_call_under_way_or_in_line_ends_at_once_and_is_no_timeout()
    {
        StubHandler stub = Silent(16);
        WorkspaceClient client = await TestClient.ConnectAsync(stub);
        Task<WorkspaceException>[] calls = [.. Enumerable.Range(0, 20).Select(_ => Assert.ThrowsAsync<WorkspaceException>(() => client.Desktops.ListSummaries().CountAsync(Stop).AsTask()))];
        await _full.Task.WaitAsync(_patience, Stop);

        client.Dispose();
        WorkspaceException[] ended = await Task.WhenAll(calls).WaitAsync(_patience, Stop);

        Assert.All(ended, error =>
        {
            Assert.Equal(WorkspaceException.Disconnected, error.Code);
            Assert.True(error.ConcernsConnection);
            Assert.False(error.IsTransient);
            Assert.False(error.IsOutcomeUnknown);
            Assert.StartsWith("The connection was closed (Disconnect-WsService). Connect again.", error.Message, StringComparison.Ordinal);
        });
        Assert.Equal(16, stub.Requests.Count);
    }

    [Fact]
    public async Task A_write_under_way_has_an_unknown_outcome_and_one_in_line_was_not_sent()
    {
        StubHandler stub = Silent(1);
        WorkspaceClient client = await TestClient.ConnectAsync(stub, options => options.ThrottleLimit = 1);
        Task<WorkspaceException> sent = Assert.ThrowsAsync<WorkspaceException>(() => client.Agents.InstallAsync(["d1"], Stop));
        await _full.Task.WaitAsync(_patience, Stop);
        Task<WorkspaceException> inLine = Assert.ThrowsAsync<WorkspaceException>(() => client.Agents.InstallAsync(["d2"], Stop));

        client.Dispose();

        Assert.True((await sent.WaitAsync(_patience, Stop)).IsOutcomeUnknown);
        Assert.False((await inLine.WaitAsync(_patience, Stop)).IsOutcomeUnknown);
        Assert.Single(stub.Requests);
    }

    [Fact]
    public async Task A_closed_connection_sends_nothing()
    {
        StubHandler stub = StubHandler.Always("""{"job_id":"j1"}""");
        WorkspaceClient client = await TestClient.ConnectAsync(stub);
        WorkspaceClient copy = client.With(new RecordingObserver());

        client.Dispose();
        client.Dispose();

        WorkspaceException own = await Assert.ThrowsAsync<WorkspaceException>(() => client.Agents.InstallAsync(["d1"], Stop));
        WorkspaceException copied = await Assert.ThrowsAsync<WorkspaceException>(() => copy.Agents.InstallAsync(["d1"], Stop));
        Assert.Equal([WorkspaceException.Disconnected, WorkspaceException.Disconnected], [own.Code, copied.Code]);
        Assert.False(own.IsOutcomeUnknown);
        Assert.Empty(stub.Requests);
    }

    [Fact]
    public async Task Who_waits_for_the_first_proof_of_the_key_gets_out_too()
    {
        using AccessKeyCredential key = TestClient.Key();
        using var transport = new Transport(Silent(1), null, 16, TimeSpan.FromSeconds(100), new ManualClock());
        var sender = new AuthorizedSender(transport, new RequestSigner(key, new ManualClock(), "p"), null);
        var rest = new RestClient(sender, new Uri("https://workspace.example"), "", new Retry(new(), new ManualClock(), () => 1), null);
        Task<WorkspaceException>[] calls = [.. Enumerable.Range(0, 4).Select(_ => Assert.ThrowsAsync<WorkspaceException>(() => rest.GetAsync("/v2/p/x", new Query(), WorkspaceJson.Default.Tenant, Stop)))];
        await _full.Task.WaitAsync(_patience, Stop);

        sender.Dispose();

        Assert.All(await Task.WhenAll(calls).WaitAsync(_patience, Stop), error => Assert.Equal(WorkspaceException.Disconnected, error.Code));
    }

    [Fact]
    public async Task A_logon_under_way_ends_too_and_so_do_those_who_wait_for_it()
    {
        bool isConnected = false;
        var clock = new ManualClock();
        var stub = new StubHandler(async (request, token) =>
        {
            if (isConnected)
            {
                _full.TrySetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, token);
            }

            return StubAnswer.Json(HttpStatusCode.Created, """{"token":{"expires_at":"2026-01-02T00:00:00.000000Z","project":{"id":"p1"}}}""").With("X-Subject-Token", "token");
        });
        WorkspaceClient client = await TestClient.ConnectAsync(stub, options => (options.Credential, options.ProjectId, options.Clock) = (TestClient.Password(), null, clock));
        isConnected = true;
        clock.Advance(TimeSpan.FromHours(24));
        Task<WorkspaceException>[] calls = [.. Enumerable.Range(0, 20).Select(_ => Assert.ThrowsAsync<WorkspaceException>(() => client.Agents.InstallAsync(["d1"], Stop)))];
        await _full.Task.WaitAsync(_patience, Stop);

        client.Dispose();

        Assert.All(await Task.WhenAll(calls).WaitAsync(_patience, Stop), error =>
        {
            Assert.Equal(WorkspaceException.Disconnected, error.Code);
            Assert.False(error.IsOutcomeUnknown);
        });
        Assert.Equal(2, stub.Requests.Count);
    }

    [Fact]
    public async Task The_users_own_cancellation_stays_one()
    {
        WorkspaceClient client = await TestClient.ConnectAsync(Silent(1));
        using var user = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        Task call = client.Agents.InstallAsync(["d1"], user.Token);
        await _full.Task.WaitAsync(_patience, Stop);

        await user.CancelAsync();
        client.Dispose();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task The_secrets_are_wiped()
    {
        AccessKeyCredential key = TestClient.Key("SECURITY-TOKEN");
        TokenCredential token = TestClient.Token();
        PasswordCredential password = TestClient.Password();
        Secret[] secrets = [key.SecretKey, key.SecurityToken!, token.Token, password.Password];
        WorkspaceClient[] clients =
        [
            await TestClient.ConnectAsync(StubHandler.InTurn(), options => options.Credential = key),
            await TestClient.ConnectAsync(StubHandler.InTurn(), options => options.Credential = token),
            await TestClient.ConnectAsync(new IamStub().Handler, options => options.Credential = password),
        ];
        Assert.All(secrets, secret => Assert.False(secret.IsEmpty));

        foreach (WorkspaceClient client in clients)
        {
            client.Dispose();
        }

        Assert.All(secrets, secret => Assert.Throws<ObjectDisposedException>(secret.Reveal));
        Assert.Equal(["access key AccessKey", "a given token", "AccountName/IAMUser"], clients.Select(c => c.Credential.ToString()));
    }

    // Answers nothing, and tells when a number of requests wait for it.
    private StubHandler Silent(int number) => new(async (_, token) =>
    {
        if (Interlocked.Increment(ref _waiting) == number)
        {
            _full.SetResult();
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, token);
        throw new InvalidOperationException("The silence ended.");
    });
}
