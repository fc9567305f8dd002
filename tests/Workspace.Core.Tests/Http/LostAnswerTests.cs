using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Http;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Http;

/// <summary>What becomes of a call whose answer does not come, above all whether it may have been carried out.</summary>
public sealed class LostAnswerTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string, bool> Failures => new()
    {
        { "refused", false },
        { "host unknown", false },
        { "unreachable", false },
        { "handshake", false },
        { "reset", true },
        { "cut off", true },
        { "unexplained", true },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_write_may_have_happened_unless_it_cannot_have_been_sent(string failure, bool unknown)
    {
        StubHandler stub = StubHandler.Throwing(Of(failure));
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(() => client.Agents.InstallAsync(["d1"], Stop));

        Assert.Equal(WorkspaceException.ConnectionFailed, error.Code);
        Assert.Null(error.StatusCode);
        Assert.Equal(("POST", TestClient.Prefix + "/desktops/agents"), (error.Method, error.Path));
        Assert.Contains("workspace.ap-southeast-3.myhuaweicloud.com", error.Message, StringComparison.Ordinal);
        Assert.Equal(unknown, error.IsOutcomeUnknown);
        Assert.True(error.IsTransient);
        Assert.Single(stub.Requests);
    }

    [Theory]
    [InlineData("refused")]
    [InlineData("reset")]
    [InlineData("cut off")]
    [InlineData("unexplained")]
    public async Task A_read_leaves_nothing_open(string failure)
    {
        using WorkspaceClient client = await TestClient.ConnectAsync(StubHandler.Throwing(Of(failure)));

        WorkspaceException get = await Assert.ThrowsAsync<WorkspaceException>(() => client.Desktops.ListSummaries().CountAsync(Stop).AsTask());
        WorkspaceException post = await Assert.ThrowsAsync<WorkspaceException>(() => client.Desktops.CheckSysprepAsync(["d1"], Stop));

        Assert.False(get.IsOutcomeUnknown);
        Assert.False(post.IsOutcomeUnknown);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError, true)]
    [InlineData(HttpStatusCode.BadGateway, true)]
    [InlineData(HttpStatusCode.ServiceUnavailable, true)]
    [InlineData(HttpStatusCode.GatewayTimeout, true)]
    [InlineData(HttpStatusCode.SeeOther, true)]
    [InlineData(HttpStatusCode.NotModified, true)]
    [InlineData(HttpStatusCode.RequestTimeout, true)]
    [InlineData(HttpStatusCode.BadRequest, false)]
    [InlineData(HttpStatusCode.Conflict, false)]
    [InlineData((HttpStatusCode)429, false)]
    public async Task A_fault_of_the_service_leaves_a_write_open_and_a_refusal_does_not(HttpStatusCode status, bool unknown)
    {
        using WorkspaceClient client = await TestClient.ConnectAsync(StubHandler.Always(StubAnswer.Empty(status)));

        WorkspaceException write = await Assert.ThrowsAsync<WorkspaceException>(() => client.Agents.InstallAsync(["d1"], Stop));
        WorkspaceException read = await Assert.ThrowsAsync<WorkspaceException>(() => client.Desktops.CheckSysprepAsync(["d1"], Stop));

        Assert.Equal(unknown, write.IsOutcomeUnknown);
        Assert.False(read.IsOutcomeUnknown);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_service_that_does_not_answer_in_time_is_a_timeout(bool isWrite)
    {
        RestClient rest = TestRest.Over(StubHandler.Silent(), new Uri("https://workspace.example"), timeout: TimeSpan.FromMilliseconds(1));
        var request = new ServiceRequest(HttpMethod.Post, "/sysprep", body: "{}"u8.ToArray()) { IsWrite = isWrite };

        WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(() => rest.SendAsync(request, response => response, Stop));

        Assert.Equal(WorkspaceException.Timeout, error.Code);
        Assert.Contains("workspace.example", error.Message, StringComparison.Ordinal);
        Assert.Equal(("POST", "/sysprep"), (error.Method, error.Path));
        Assert.Null(error.StatusCode);
        Assert.Equal(isWrite, error.IsOutcomeUnknown);
        Assert.True(error.IsTransient);
        Assert.False(error.ConcernsConnection);
    }

    [Fact]
    public async Task A_cancelled_call_is_cancelled_and_no_timeout()
    {
        var asked = new TaskCompletionSource();
        var stub = new StubHandler(async (_, token) =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
            return StubAnswer.Ok("{}");
        });
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);
        using var user = CancellationTokenSource.CreateLinkedTokenSource(Stop);

        Task<string> call = client.Agents.InstallAsync(["d1"], user.Token);
        await asked.Task;
        await user.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task A_call_cancelled_beforehand_sends_nothing()
    {
        StubHandler stub = StubHandler.InTurn();
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.Agents.InstallAsync(["d1"], new CancellationToken(canceled: true)));

        Assert.Empty(stub.Requests);
    }

    private static Exception Of(string failure) => failure switch
    {
        "refused" => HandlerErrors.NotConnected(SocketError.ConnectionRefused),
        "host unknown" => HandlerErrors.NotConnected(SocketError.HostNotFound),
        "unreachable" => HandlerErrors.NotConnected(SocketError.NetworkUnreachable),
        "handshake" => HandlerErrors.NoSecureConnection(new AuthenticationException("Authentication failed, see inner exception.", new IOException("EOF"))),
        "reset" => new HttpRequestException("Sending", new IOException("Reading", new SocketException((int)SocketError.ConnectionReset))),
        "cut off" => HandlerErrors.CutOff(),
        _ => new HttpRequestException("No reason."),
    };
}
