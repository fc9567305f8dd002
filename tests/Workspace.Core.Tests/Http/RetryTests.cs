using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Http;

/// <summary>Which requests are made again, how often and when.</summary>
public sealed class RetryTests
{
    private readonly ManualClock _clock = new();
    private readonly RecordingObserver _observer = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Reads
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (string read in new[] { "list", "one", "sysprep", "job" })
            {
                foreach (string failure in new[] { "408", "500", "502", "503", "504", "429", "reset", "refused", "late", "garbled", "cut off", "HTML" })
                {
                    data.Add(read, failure);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Reads))]
    public async Task A_read_that_fails_twice_succeeds(string read, string failure)
    {
        StubHandler stub = Failing(2, failure);
        using WorkspaceClient client = await ConnectAsync(stub);

        await ReadAsync(client, read);

        Assert.Equal(3, stub.Requests.Count);
        Assert.Single(stub.Requests.Select(r => $"{r} {r.Body}").Distinct());
        Assert.Equal(2, _observer.Warnings.Count);
    }

    [Theory]
    [MemberData(nameof(Reads))]
    public async Task A_read_that_fails_three_times_fails(string read, string failure)
    {
        StubHandler stub = Failing(3, failure);
        using WorkspaceClient client = await ConnectAsync(stub);

        WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(() => ReadAsync(client, read));

        Assert.Equal(3, stub.Requests.Count);
        Assert.True(error.IsTransient);
        Assert.False(error.IsOutcomeUnknown);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(409)]
    [InlineData(413)]
    public async Task A_refusal_is_final_for_reads_and_writes(int status)
    {
        StubHandler stub = StubHandler.Always(StubAnswer.Json((HttpStatusCode)status, """{"error_code":"WKS.1","error_msg":"No."}"""));
        using WorkspaceClient client = await ConnectAsync(stub);

        await Assert.ThrowsAsync<WorkspaceException>(() => ReadAsync(client, "one"));
        await Assert.ThrowsAsync<WorkspaceException>(() => client.Agents.InstallAsync(["d1"], Stop));

        Assert.Equal(["GET", "POST"], stub.Requests.Select(r => r.Method));
        Assert.Empty(_observer.Warnings);
    }

    [Theory]
    [InlineData("303")]
    [InlineData("304")]
    [InlineData("408")]
    [InlineData("500")]
    [InlineData("502")]
    [InlineData("503")]
    [InlineData("504")]
    [InlineData("reset")]
    [InlineData("late")]
    [InlineData("garbled")]
    [InlineData("cut off")]
    [InlineData("HTML")]
    [InlineData("no job")]
    public async Task A_write_that_may_have_been_processed_is_sent_once(string failure)
    {
        StubHandler stub = Failing(1, failure);
        using WorkspaceClient client = await ConnectAsync(stub);

        WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(() => client.Agents.InstallAsync(["d1"], Stop));

        Assert.True(error.IsOutcomeUnknown);
        Assert.Single(stub.Requests);
        Assert.Empty(_clock.Delays);
    }

    [Theory]
    [InlineData("refused")]
    [InlineData("host unknown")]
    [InlineData("connect timed out")]
    [InlineData("connection timeout")]
    [InlineData("TLS")]
    [InlineData("handshake broken off")]
    [InlineData("no TLS at all")]
    [InlineData("429")]
    [InlineData("503 throttled")]
    public async Task A_write_that_was_certainly_not_processed_is_sent_up_to_three_times(string failure)
    {
        StubHandler twice = Failing(2, failure);
        using WorkspaceClient lucky = await ConnectAsync(twice);
        Assert.Equal("j1", await lucky.Agents.InstallAsync(["d1"], Stop));
        Assert.Equal(3, twice.Requests.Count);

        StubHandler always = Failing(int.MaxValue, failure);
        using WorkspaceClient unlucky = await ConnectAsync(always);
        WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(() => unlucky.Agents.InstallAsync(["d1"], Stop));
        Assert.Equal(3, always.Requests.Count);
        Assert.False(error.IsOutcomeUnknown);
    }

#if !NETFRAMEWORK
    // .NET Framework hands the proxy's answer on like any other.
    [Theory]
    [InlineData("proxy logon")]
    [InlineData("proxy logon in .NET 8")]
    public async Task A_proxy_that_wants_a_logon_wants_it_in_a_second_too(string failure)
    {
        StubHandler stub = Failing(int.MaxValue, failure);
        using WorkspaceClient client = await ConnectAsync(stub);

        WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(() => client.Agents.InstallAsync(["d1"], Stop));

        Assert.Equal((HttpStatusCode.ProxyAuthenticationRequired, false), (error.StatusCode, error.IsOutcomeUnknown));
        Assert.Single(stub.Requests);
    }
#endif

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_certificate_that_is_not_trusted_today_is_not_trusted_in_a_second(bool write)
    {
        StubHandler stub = Failing(int.MaxValue, "untrusted");
        using WorkspaceClient client = await ConnectAsync(stub);

        WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(() => write ? client.Agents.InstallAsync(["d1"], Stop) : ReadAsync(client, "one"));

        Assert.Equal(WorkspaceException.UntrustedCertificate, error.Code);
        Assert.Equal((false, false, true), (error.IsTransient, error.IsOutcomeUnknown, error.ConcernsConnection));
        Assert.Single(stub.Requests);
        Assert.Empty(_clock.Delays);
    }

    [Fact]
    public async Task Waits_are_a_random_part_of_a_doubling_limit()
    {
        double[] random = [0.25, 0.75, 1, 0.5, 1, 0.1, 1];
        int draws = 0;
        using WorkspaceClient client = await ConnectAsync(Failing(7, "500"), options =>
        {
            options.Random = () => random[draws++];
            options.Retry = new() { MaximumRetryCount = 7 };
        });

        await ReadAsync(client, "one");

        Assert.Equal([0.25, 1.5, 4, 4, 16, 2, 20], _clock.Delays.Select(d => d.TotalSeconds));
    }

    [Fact]
    public async Task The_waits_can_be_set()
    {
        using WorkspaceClient client = await ConnectAsync(Failing(3, "500"), options =>
        {
            options.Random = () => 1;
            options.Retry = new() { MaximumRetryCount = 3, FirstDelay = TimeSpan.FromSeconds(3), LongestDelay = TimeSpan.FromSeconds(5) };
        });

        await ReadAsync(client, "one");

        Assert.Equal([3, 5, 5], _clock.Delays.Select(d => d.TotalSeconds));
    }

    [Fact]
    public async Task No_repeats_can_be_asked_for()
    {
        StubHandler stub = Failing(1, "500");
        using WorkspaceClient client = await ConnectAsync(stub, options => options.Retry = new() { MaximumRetryCount = 0 });

        await Assert.ThrowsAsync<WorkspaceException>(() => ReadAsync(client, "one"));

        Assert.Single(stub.Requests);
    }

    [Fact]
    public async Task Each_repeat_is_a_warning_with_attempt_reason_and_delay()
    {
        using WorkspaceClient client = await ConnectAsync(Failing(2, "502"));

        await ReadAsync(client, "one");

        Assert.Equal(
            [
                "Attempt 1 of 3 failed, the next begins in 0.5 seconds: Broken. (HTTP 502, WKS.9, GET /v2/0123456789abcdef0123456789abcdef/desktops/d1, request id r-9)",
                "Attempt 2 of 3 failed, the next begins in 1.0 seconds: Broken. (HTTP 502, WKS.9, GET /v2/0123456789abcdef0123456789abcdef/desktops/d1, request id r-9)",
            ],
            _observer.Warnings);
    }

    [Fact]
    public async Task Every_attempt_is_signed_anew()
    {
        StubHandler stub = Failing(2, "500");
        using WorkspaceClient client = await ConnectAsync(stub, options => options.Random = () => 1);

        await ReadAsync(client, "one");

        Assert.Equal(["20260101T000000Z", "20260101T000001Z", "20260101T000003Z"], stub.Requests.Select(r => r.Header("X-Sdk-Date")));
        Assert.Equal(3, stub.Requests.Select(r => r.Header("Authorization")).Distinct().Count());
    }

    [Fact]
    public async Task The_least_wait_is_one()
    {
        StubHandler stub = Failing(1, "500");
        using WorkspaceClient client = await ConnectAsync(stub, options => options.Random = () => 0.0001);

        await ReadAsync(client, "list");

        // .NET Framework would round it to nothing.
        Assert.InRange(Assert.Single(_clock.Delays), TimeSpan.FromTicks(1), TimeSpan.FromMilliseconds(1));
    }

    private static Task ReadAsync(WorkspaceClient client, string read) => read switch
    {
        "list" => client.Desktops.List().CountAsync(Stop).AsTask(),
        "sysprep" => client.Desktops.CheckSysprepAsync(["d1"], Stop),
        "job" => client.Jobs.GetAsync(new("j1"), Stop),
        _ => client.Desktops.GetAsync("d1", Stop),
    };

    private static StubHandler Failing(int times, string failure)
    {
        int requests = 0;
        return StubHandler.By(_ => ++requests <= times ? Fail(failure) : StubAnswer.Ok(
            """{"job_id":"j1","total_count":0,"desktops":[],"desktop":{"desktop_id":"d1"},"sysprep_infos":[],"status":"SUCCESS","sub_jobs_total":1,"sub_jobs":[{"id":"s1","status":"SUCCESS"}]}"""));
    }

    private static StubAnswer Fail(string failure) => failure switch
    {
        "reset" => throw new HttpRequestException("Sending", new System.IO.IOException("Reading", new SocketException((int)SocketError.ConnectionReset))),
        "refused" => throw HandlerErrors.NotConnected(SocketError.ConnectionRefused),
        "host unknown" => throw HandlerErrors.NotConnected(SocketError.HostNotFound),
        "connect timed out" => throw HandlerErrors.ConnectTimedOut(),
        "connection timeout" => throw new TaskCanceledException("Connecting", new TimeoutException("A connection could not be established.")),
        "TLS" => throw HandlerErrors.NoSecureConnection(),
        "handshake broken off" => throw HandlerErrors.NoSecureConnection(new AuthenticationException("Authentication failed because the remote party sent a TLS alert: 'CertificateRequired'.", new System.IO.IOException("EOF"))),
        "no TLS at all" => throw HandlerErrors.NoSecureConnection(new AuthenticationException("Cannot determine the frame size or a corrupted frame was received.")),
        "untrusted" => throw HandlerErrors.Untrusted(),
#if !NETFRAMEWORK
        "proxy logon" => throw new HttpRequestException(HttpRequestError.ProxyTunnelError, "The tunnel failed.", null, HttpStatusCode.ProxyAuthenticationRequired),
        "proxy logon in .NET 8" => throw new HttpRequestException(HttpRequestError.ProxyTunnelError, "The proxy tunnel request to proxy 'http://127.0.0.1:3128/' failed with status code '407'."),
#endif
        "late" => throw new TaskCanceledException("The attempt's time is up."),
        "garbled" => StubAnswer.Ok("""{"job_id":"j1","desk#"""),
        "cut off" => StubAnswer.Ok("{"),
        "HTML" => StubAnswer.Html(HttpStatusCode.OK, "<html></html>"),
        "no job" => StubAnswer.Ok("{}"),
        "503 throttled" => StubAnswer.Json(HttpStatusCode.ServiceUnavailable, """{"error_code":"APIGW.0308","error_msg":"Throttled."}"""),
        "429" => StubAnswer.Json(HttpStatusCode.TooManyRequests, """{"error_code":"APIGW.0308","error_msg":"Throttled."}"""),
        _ => StubAnswer.Json(Enum.Parse<HttpStatusCode>(failure), """{"error_code":"WKS.9","error_msg":"Broken."}""").With("X-Request-Id", "r-9"),
    };

    private Task<WorkspaceClient> ConnectAsync(StubHandler stub, Action<WorkspaceClientOptions>? change = null) => TestClient.ConnectAsync(
        stub,
        options =>
        {
            options.Clock = _clock;
            options.Retry = new();
            options.Random = () => 0.5;
            change?.Invoke(options);
        },
        _observer);
}
