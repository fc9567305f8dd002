using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Http;

/// <summary>Ids sent together, of which the service may refuse all for one.</summary>
public sealed class BatchTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, "d0")]
    [InlineData(7, "d3")]
    [InlineData(100, "d0 d57 d99")]
    [InlineData(100, "")]
    [InlineData(2, "d0 d1")]
    public async Task The_bad_ids_are_found_and_every_other_goes_through_once(int count, string bad)
    {
        string[] refused = bad.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        StubHandler stub = StubHandler.By(request => Ids(request).Intersect(refused).Any()
            ? StubAnswer.Json(HttpStatusCode.BadRequest, """{"error_code":"WKS.0002","error_msg":"A desktop does not exist."}""")
            : StubAnswer.Ok($$"""{"job_id":"job-of-{{Ids(request)[0]}}"}"""));
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);
        string[] ids = [.. Enumerable.Range(0, count).Select(i => $"d{i}")];

        BatchOutcome<string> outcome = await Batch.SendAsync(ids, client.Agents.InstallAsync, Stop);

        Assert.Equal(refused, outcome.Failures.Select(failure => Assert.Single(failure.Key)));
        Assert.All(outcome.Failures, failure => Assert.Equal("WKS.0002", failure.Value.Code));
        Assert.Equal(ids.Except(refused), outcome.Answers.SelectMany(answer => answer.Key));
        Assert.All(outcome.Answers, answer => Assert.Equal("job-of-" + answer.Key[0], answer.Value));
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.Conflict)]
    public async Task A_refusal_that_every_id_gets_is_not_asked_for_with_each(HttpStatusCode status)
    {
        StubHandler stub = StubHandler.Always(StubAnswer.Json(status, """{"error_code":"WKS.0010","error_msg":"Not in this project."}"""));
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);
        string[] ids = [.. Enumerable.Range(0, 100).Select(i => $"d{i}")];

        BatchOutcome<string> outcome = await Batch.SendAsync(ids, client.Agents.InstallAsync, Stop);

        Assert.InRange(stub.Requests.Count, 3, 20);
        Assert.Equal(ids, Assert.Single(outcome.Failures).Key);
        Assert.Equal(status, outcome.Failures[0].Value.StatusCode);
        Assert.Empty(outcome.Answers);
    }

    [Fact]
    public async Task Refusals_that_differ_are_found_for_each_id()
    {
        StubHandler stub = StubHandler.By(request => StubAnswer.Json(HttpStatusCode.Conflict, $$"""{"error_code":"WKS.0010","error_msg":"{{Ids(request)[0]}} is busy."}"""));
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);
        string[] ids = [.. Enumerable.Range(0, 20).Select(i => $"d{i}")];

        BatchOutcome<string> outcome = await Batch.SendAsync(ids, client.Agents.InstallAsync, Stop);

        Assert.Equal(ids, outcome.Failures.Select(failure => Assert.Single(failure.Key)));
        Assert.All(outcome.Failures, failure => Assert.Contains($"{failure.Key[0]} is busy", failure.Value.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden, """{"error_code":"WKS.0403","error_msg":"Denied."}""")]
    [InlineData(HttpStatusCode.Unauthorized, """{"error_code":"APIGW.0301","error_msg":"Wrong key."}""")]
    [InlineData(HttpStatusCode.NotFound, """{"error_code":"APIGW.0101","error_msg":"Not published."}""")]
    [InlineData(HttpStatusCode.InternalServerError, """{"error_code":"WKS.1","error_msg":"Broken."}""")]
    [InlineData((HttpStatusCode)429, """{"error_code":"APIGW.0308","error_msg":"Slower."}""")]
    public async Task What_no_id_is_the_cause_of_is_sent_once(HttpStatusCode status, string body)
    {
        StubHandler stub = StubHandler.Always(StubAnswer.Json(status, body));
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        BatchOutcome<string> outcome = await Batch.SendAsync(["d0", "d1"], client.Agents.InstallAsync, Stop);

        Assert.Single(stub.Requests);
        KeyValuePair<IReadOnlyList<string>, WorkspaceException> failure = Assert.Single(outcome.Failures);
        Assert.Equal(["d0", "d1"], failure.Key);
        Assert.Equal(status, failure.Value.StatusCode);
        Assert.Empty(outcome.Answers);
    }

    [Fact]
    public async Task A_failure_of_one_part_does_not_lose_the_answers_to_others()
    {
        StubHandler stub = StubHandler.InTurn(
            StubAnswer.Json(HttpStatusCode.BadRequest, """{"error_code":"WKS.0002","error_msg":"A desktop does not exist."}"""),
            StubAnswer.Ok("""{"job_id":"j1"}"""),
            StubAnswer.Json(HttpStatusCode.BadGateway, """{"error_code":"APIGW.0201","error_msg":"No backend."}"""));
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        BatchOutcome<string> outcome = await Batch.SendAsync(["d0", "d1", "d2", "d3"], client.Agents.InstallAsync, Stop);

        Assert.Equal(["d0", "d1"], Assert.Single(outcome.Answers).Key);
        Assert.Equal(["d2", "d3"], Assert.Single(outcome.Failures).Key);
        Assert.True(outcome.Failures[0].Value.IsOutcomeUnknown);
    }

    private static List<string> Ids(RecordedRequest request) => [.. JsonNode.Parse(request.Body!)!["desktop_ids"]!.AsArray().Select(id => (string)id!)];
}
