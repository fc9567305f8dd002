using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Rest;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Rest;

/// <summary>What is sent again, and what is said where nobody knows.</summary>
public sealed class RestRetryTests
{
    private static readonly StubAnswer _throttled = StubAnswer.Json((HttpStatusCode)429, """{"error_code":"APIGW.0308","error_msg":"The throttling threshold has been reached"}""");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Writes => ["POST", "PUT", "PATCH", "DELETE"];

    [Fact]
    public async Task A_GET_that_fails_for_a_passing_reason_is_sent_again()
    {
        StubHandler stub = StubHandler.InTurn(StubAnswer.Html(HttpStatusCode.BadGateway, "<html>"), StubAnswer.Ok("<html>"), StubAnswer.Ok("""{"a":1}"""));
        using WorkspaceClient client = await ConnectAsync(stub);

        Assert.Equal(1L, ((RestObject)(await client.Rest.SendAsync(Call("GET"), Stop)).Value!)["a"]);
        Assert.Equal(3, stub.Requests.Count);
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task Nothing_else_is_sent_again_after_an_unknown_outcome(string method)
    {
        StubHandler stub = StubHandler.Always(StubAnswer.Html(HttpStatusCode.BadGateway, "<html>").With("X-Request-Id", "r1"));
        using WorkspaceClient client = await ConnectAsync(stub);

        WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(() => client.Rest.SendAsync(Call(method), Stop));

        Assert.Single(stub.Requests);
        Assert.Equal((WorkspaceException.AmbiguousOutcome, "r1", true), (error.Code, error.RequestId, error.IsOutcomeUnknown));
        Assert.Contains($"Nobody knows whether {method} {TestClient.Prefix}/anything was carried out", error.Message, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadGateway, Assert.IsType<WorkspaceException>(error.InnerException).StatusCode);
    }

    [Theory]
    [InlineData("reset")]
    [InlineData("late")]
    [InlineData("unreadable")]
    public async Task A_lost_answer_is_an_unknown_outcome(string how)
    {
        StubHandler stub = how switch
        {
            "reset" => StubHandler.Throwing(new HttpRequestException("Reset.", new IOException("Reset.", new SocketException((int)SocketError.ConnectionReset)))),
            "late" => StubHandler.Throwing(new TaskCanceledException("Late.")),
            _ => StubHandler.Always(StubAnswer.Ok("<html>")),
        };
        using WorkspaceClient client = await ConnectAsync(stub);

        WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(() => client.Rest.SendAsync(Call("POST"), Stop));

        Assert.Equal(WorkspaceException.AmbiguousOutcome, error.Code);
        Assert.Single(stub.Requests);
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task What_was_certainly_not_processed_is_sent_again_as_it_was(string method)
    {
        int requests = 0;
        StubHandler stub = StubHandler.By(_ => ++requests switch
        {
            1 => throw HandlerErrors.NotConnected(SocketError.ConnectionRefused),
            2 => _throttled,
            _ => StubAnswer.Empty(HttpStatusCode.NoContent),
        });
        using WorkspaceClient client = await ConnectAsync(stub);

        Assert.Null((await client.Rest.SendAsync(Call(method), Stop)).Value);
        Assert.Equal(3, requests);
        Assert.Single(stub.Requests.Select(r => $"{r} {r.Body}").Distinct());
    }

    [Fact]
    public async Task A_refusal_is_known_and_final()
    {
        StubHandler stub = StubHandler.Always(StubAnswer.Json(HttpStatusCode.Conflict, """{"error_code":"WKS.00010032","error_msg":"Busy."}"""));
        using WorkspaceClient client = await ConnectAsync(stub);

        WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(() => client.Rest.SendAsync(Call("POST"), Stop));

        Assert.Equal(("WKS.00010032", false), (error.Code, error.IsOutcomeUnknown));
        Assert.Single(stub.Requests);
    }

    [Fact]
    public async Task A_file_that_a_write_answers_with_and_does_not_come_is_an_unknown_outcome()
    {
        StubHandler stub = StubHandler.Always(StubAnswer.Html(HttpStatusCode.GatewayTimeout, "<html>"));
        using WorkspaceClient client = await ConnectAsync(stub);

        Assert.Equal(WorkspaceException.AmbiguousOutcome, (await Assert.ThrowsAsync<WorkspaceException>(() => client.Rest.DownloadAsync(Call("POST"), Stop))).Code);
        Assert.Single(stub.Requests);
    }

    private static RestCall Call(string method) => new(method, "/v2/{project_id}/anything") { Body = method == "GET" ? null : RestBody.FromJson("""{"a":1}""") };

    private static Task<WorkspaceClient> ConnectAsync(StubHandler stub) => TestClient.ConnectAsync(stub, options => options.Retry = new());
}
