using System;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Numerics;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Rest;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Rest;

/// <summary>What becomes of an answer of any shape.</summary>
public sealed class RestAnswerTests
{
    private static readonly RestCall _call = new("GET", "/v2/{project_id}/anything");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string, object?> Values => new()
    {
        { "\"text\"", "text" },
        { "\"2026-01-01T00:00:00Z\"", "2026-01-01T00:00:00Z" },
        { "\"\\u00fc \\ud83d\\ude00\"", "ü 😀" },
        { "true", true },
        { "false", false },
        { "null", null },
        { "0", 0L },
        { "-5", -5L },
        { "9223372036854775807", long.MaxValue },
        { "9223372036854775808", new BigInteger(long.MaxValue) + 1 },
        { "-123456789012345678901234567890", BigInteger.Parse("-123456789012345678901234567890", CultureInfo.InvariantCulture) },
        { "1.5", 1.5 },
        { "1.0", 1.0 },
        { "1e3", 1000.0 },
        { "[]", Array.Empty<object?>() },
        { "[1,[2,[null]]]", new object?[] { 1L, new object?[] { 2L, new object?[] { null } } } },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public async Task A_value_is_what_it_is_in_the_JSON(string json, object? value)
    {
        RestAnswer answer = await AnswerAsync(StubAnswer.Ok($$"""{"it":{{json}}}"""));

        Assert.Equal(value, ((RestObject)answer.Value!)["it"]);
        Assert.Equal(value, (await AnswerAsync(StubAnswer.Ok(json))).Value);
    }

    [Fact]
    public async Task Members_keep_their_order_and_their_case()
    {
        var members = (RestObject)(await AnswerAsync(StubAnswer.Ok("""{"b":1,"A":{"c.d":[{"":2}]},"a":3,"b":4}"""))).Value!;

        Assert.Equal(["b", "A", "a", "b"], members.Select(m => m.Key));
        Assert.Equal((4L, 3L, null), (members["b"], members["a"], members["B"]));
        var inner = (object?[])((RestObject)members["A"]!)["c.d"]!;
        Assert.Equal(2L, ((RestObject)inner[0]!)[""]);
    }

    [Theory]
    [InlineData(HttpStatusCode.NoContent)]
    [InlineData(HttpStatusCode.OK)]
    [InlineData(HttpStatusCode.Accepted)]
    public async Task An_empty_answer_is_nothing(HttpStatusCode status) => Assert.Null((await AnswerAsync(StubAnswer.Empty(status))).Value);

    [Theory]
    [InlineData("<html>welcome</html>")]
    [InlineData("PK\u0003\u0004")]
    [InlineData("{\"a\":")]
    [InlineData("\"\\ud800\"")]
    [InlineData("{\"\\ud800\":1}")]
    public async Task What_is_not_JSON_is_an_error(string body)
    {
        WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(() => AnswerAsync(StubAnswer.Ok(body).With("X-Request-Id", "r1")));

        Assert.Equal((WorkspaceException.UnreadableAnswer, "r1", "GET"), (error.Code, error.RequestId, error.Method));
    }

    [Fact]
    public async Task A_file_comes_as_it_is()
    {
        var observer = new RecordingObserver();
        using WorkspaceClient client = await TestClient.ConnectAsync(StubHandler.Always(StubAnswer.Ok("<xml>ö</xml>")), observer: observer);

        Assert.Equal("<xml>ö</xml>"u8.ToArray(), await client.Rest.DownloadAsync(_call, Stop));
        Assert.Null(observer.Traces.Last().ResponseBody);
    }

    [Fact]
    public async Task An_error_is_an_error_also_where_a_file_is_wanted()
    {
        using WorkspaceClient client = await TestClient.ConnectAsync(StubHandler.Always("""{"error_code":"WKS.0999","error_msg":"Not ready."}"""));

        Assert.Equal("WKS.0999", (await Assert.ThrowsAsync<WorkspaceException>(() => client.Rest.DownloadAsync(_call, Stop))).Code);
    }

    [Fact]
    public async Task A_part_that_failed_does_not_hide_the_rest_of_the_answer()
    {
        RestAnswer answer = await AnswerAsync(StubAnswer.Ok("""{"job_id":"j1","failed_operation_list":[{"desktop_id":"d1","desktop_name":"PC-1","error_code":"WKS.1","error_msg":"Is off."}]}"""));

        Assert.Equal("j1", ((RestObject)answer.Value!)["job_id"]);
        FailedOperation failure = Assert.Single(answer.Failures);
        Assert.Equal(("d1", "PC-1", "WKS.1", "Is off."), (failure.DesktopId, failure.DesktopName, failure.ErrorCode, failure.ErrorMessage));
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, """{"error_code":"WKS.0999","error_msg":"It failed."}""", "WKS.0999")]
    [InlineData(HttpStatusCode.BadRequest, """{"error_code":"WKS.1","error_msg":"No.","failed_operation_list":[{"desktop_id":"d1"}]}""", "WKS.1")]
    [InlineData(HttpStatusCode.NotFound, """{"error_code":"APIGW.0101","error_msg":"Not published."}""", "APIGW.0101")]
    public async Task An_error_is_an_error(HttpStatusCode status, string body, string code) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<WorkspaceException>(() => AnswerAsync(StubAnswer.Json(status, body)))).Code);

    private static async Task<RestAnswer> AnswerAsync(StubAnswer answer)
    {
        using WorkspaceClient client = await TestClient.ConnectAsync(StubHandler.Always(answer));
        return await client.Rest.SendAsync(_call, Stop);
    }
}
