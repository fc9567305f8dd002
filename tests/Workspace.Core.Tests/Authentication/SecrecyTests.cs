using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Authentication;
using Workspace.Http;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Authentication;

/// <summary>No secret is ever a text that is shown.</summary>
public sealed class SecrecyTests
{
    private static readonly string[] _secrets = ["SecretKey", "SECURITY-TOKEN", "the-token", "pa55-word", "token-1"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void A_secret_shows_itself_as_stars()
    {
        using var secret = Secret.FromText("pa55-word");

        Assert.Equal("****", secret.ToString());
        Assert.Equal("****", $"{secret}");
        Assert.False(secret.IsEmpty);
        Assert.Equal("pa55-word", secret.Reveal());
    }

    [Fact]
    public void A_disposed_secret_is_gone()
    {
        var secret = Secret.FromText("pa55-word");

        secret.Dispose();

        Assert.Throws<ObjectDisposedException>(secret.Reveal);
    }

    [Fact]
    public async Task The_secrets_of_a_password_are_known_while_tokens_are_renewed()
    {
        using PasswordCredential password = TestClient.Password();
        Task renewals = Task.Run(() => Enumerable.Range(0, 2_000).ToList().ForEach(_ => password.Keep(Secret.FromText("token-1"))), Stop);

        int fewest = 1;
        do
        {
            fewest = Math.Min(fewest, password.Secrets.Count(secret => secret == password.Password));
        }
        while (!renewals.IsCompleted);

        await renewals;
        Assert.Equal(1, fewest);
        Assert.Equal(2_001, password.Secrets.Count());
    }

    [Fact]
    public void A_secret_with_characters_outside_ASCII_is_used_as_UTF8()
    {
        using var secret = Secret.FromText("s€crét");

        Assert.Equal("s€crét"u8.ToArray(), secret.Use(bytes => bytes.ToArray()));
    }

    [Fact]
    public void Credentials_show_who_but_not_with_what()
    {
        Credential[] all = [TestClient.Key("SECURITY-TOKEN"), TestClient.Token(), TestClient.Password()];

        Assert.Equal(["access key AccessKey", "a given token", "AccountName/IAMUser"], all.Select(c => c.ToString()));
        Assert.All(all, credential => AssertNoSecret(string.Join('|', Texts(credential))));
    }

    [Fact]
    public async Task The_clients_end_wipes_its_secrets()
    {
        AccessKeyCredential key = TestClient.Key();
        WorkspaceClient client = await TestClient.ConnectAsync(StubHandler.InTurn(), options => options.Credential = key);

        client.Dispose();

        Assert.Throws<ObjectDisposedException>(key.SecretKey.Reveal);
    }

    [Fact]
    public async Task A_logon_is_traced_without_its_bodies()
    {
        var observer = new RecordingObserver();

        using WorkspaceClient client = await TestClient.ConnectAsync(new IamStub().Handler, AsUser, observer);

        RequestTrace logon = observer.Traces.First();
        Assert.Equal("/v3/auth/tokens?nocatalog=true", logon.Target);
        Assert.Equal(201, logon.StatusCode);
        Assert.Null(logon.RequestBody);
        Assert.Null(logon.ResponseBody);
        Assert.All(observer.Traces, trace => AssertNoSecret(string.Join('|', Texts(trace))));
    }

    [Fact]
    public async Task A_call_is_traced_with_its_bodies_but_not_with_its_headers()
    {
        var observer = new RecordingObserver();
        StubHandler stub = StubHandler.Always(StubAnswer.Ok("""{"job_id":"j1"}""").With("X-Request-Id", "r1"));
        using WorkspaceClient client = await TestClient.ConnectAsync(stub, options => options.Credential = TestClient.Key("SECURITY-TOKEN"), observer);

        await client.Agents.InstallAsync(["d1"], Stop);

        RequestTrace trace = observer.Traces.Last();
        Assert.Equal(("POST", TestClient.Prefix + "/desktops/agents", 200, "r1"), (trace.Method, trace.Target, trace.StatusCode, trace.RequestId));
        Assert.Equal(("""{"desktop_ids":["d1"]}""", """{"job_id":"j1"}"""), (trace.RequestBody, trace.ResponseBody));
        AssertNoSecret(string.Join('|', Texts(trace)));
    }

    [Fact]
    public async Task A_refused_logon_does_not_repeat_the_password()
    {
        StubHandler stub = StubHandler.Always(StubAnswer.Json(HttpStatusCode.Unauthorized, """{"error":{"code":401,"message":"The username or password is wrong."}}"""));

        WorkspaceException refused = await Assert.ThrowsAsync<WorkspaceException>(() => TestClient.ConnectAsync(stub, AsUser));

        AssertNoSecret(refused.ToString());
    }

    [Fact]
    public async Task A_lost_connection_does_not_show_the_keys()
    {
        var observer = new RecordingObserver();
        StubHandler stub = StubHandler.Throwing(new HttpRequestException("reset"));
        using WorkspaceClient client = await TestClient.ConnectAsync(stub, options => options.Credential = TestClient.Key("SECURITY-TOKEN"), observer);

        WorkspaceException lost = await Assert.ThrowsAsync<WorkspaceException>(() => client.Agents.InstallAsync(["d1"], Stop));

        AssertNoSecret(lost.ToString());
        RequestTrace trace = observer.Traces.Last();
        Assert.Null(trace.StatusCode);
        Assert.Contains("reset", trace.Failure, StringComparison.Ordinal);
        AssertNoSecret(string.Join('|', Texts(trace)));
    }

    private static void AsUser(WorkspaceClientOptions options) => (options.Credential, options.ProjectId) = (TestClient.Password(), null);

    private static void AssertNoSecret(string text) => Assert.All(_secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));

    // What Format-List and a debugger's log would show: every public member.
    private static IEnumerable<string?> Texts(object o) => o.GetType().GetProperties().Select(p => p.GetValue(o)?.ToString()).Append(o.ToString());
}
