using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Desktops;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Desktops;

/// <summary>Desktops read by their ids.</summary>
public sealed class DesktopReadTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"desktop":{"desktop_id":"d1","status":""}}""")]
    [InlineData("""{"desktop":[{"desktop_id":"d1","status":""}]}""")]
    public async Task One_desktop_comes_bare_or_in_an_array(string answer)
    {
        StubHandler stub = StubHandler.Always(answer);
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        Desktop desktop = await client.Desktops.GetAsync("d1", Stop);

        Assert.Equal(("d1", ""), (desktop.DesktopId, desktop.Status));
        RecordedRequest sent = Assert.Single(stub.Requests);
        Assert.Equal(("GET", TestClient.Prefix + "/desktops/d1"), (sent.Method, sent.Target));
        Assert.Null(sent.Header("Content-Type"));
    }

    [Theory]
    [InlineData("""{"desktop":[]}""")]
    [InlineData("""{"desktop":null}""")]
    [InlineData("{}")]
    public async Task An_answer_without_the_desktop_is_an_error(string answer)
    {
        using WorkspaceClient client = await TestClient.ConnectAsync(StubHandler.Always(answer));

        WorkspaceException missing = await Assert.ThrowsAsync<WorkspaceException>(() => client.Desktops.GetAsync("d1", Stop));

        Assert.Equal(WorkspaceException.NotFound, missing.Code);
        Assert.Contains("d1", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_ids_are_read_in_one_request()
    {
        StubHandler stub = StubHandler.Always("""{"total_count":2,"desktops":[{"desktop_id":"d3"},{"desktop_id":"d1"}]}""");
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        IReadOnlyDictionary<string, Desktop> found = await client.Desktops.GetManyAsync(["d1", "d2", "d3"], Stop);

        Assert.Equal(["d1", "d3"], found.Keys.Order());
        Assert.Equal(TestClient.Prefix + "/desktops/detail?desktop_id=d1&desktop_id=d2&desktop_id=d3&limit=500&offset=0", Assert.Single(stub.Requests).Target);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, """{"error_code":"WKS.0002","error_msg":"Gone."}""")]
    [InlineData(HttpStatusCode.OK, """{"desktop":[]}""")]
    public async Task One_id_alone_that_is_gone_is_left_out(HttpStatusCode status, string body)
    {
        StubHandler stub = StubHandler.Always(StubAnswer.Json(status, body));
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        Assert.Empty(await client.Desktops.GetManyAsync(["d1"], Stop));
        Assert.Equal(TestClient.Prefix + "/desktops/d1", Assert.Single(stub.Requests).Target);
    }

    [Fact]
    public async Task A_service_that_is_not_there_is_no_missing_desktop()
    {
        StubHandler stub = StubHandler.Always(StubAnswer.Json(HttpStatusCode.NotFound, """{"error_code":"APIGW.0101","error_msg":"Not published."}"""));
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        await Assert.ThrowsAsync<WorkspaceException>(() => client.Desktops.GetManyAsync(["d1"], Stop));
    }

    [Fact]
    public async Task Pools_are_filled_from_the_short_list_a_hundred_desktops_a_request()
    {
        StubHandler stub = StubHandler.By(request =>
        {
            string[] ids = [.. request.Address.Query.Split('&').Where(p => p.Contains("desktop_id=", StringComparison.Ordinal)).Select(p => p.Split('=')[1])];
            Assert.InRange(ids.Length, 1, 100);
            return StubAnswer.Ok($$"""{"total_count":{{ids.Length}},"desktops":[{{string.Join(',', ids.Select(id => $$"""{"desktop_id":"{{id}}","pool_id":"{{(id == "d7" ? "" : "pool-of-" + id)}}"}"""))}}]}""");
        });
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);
        Desktop[] desktops = [.. Enumerable.Range(0, 250).Select(i => new Desktop { DesktopId = $"d{i}" })];

        await client.Desktops.FillPoolsAsync(desktops, Stop);

        Assert.Equal(3, stub.Requests.Count);
        Assert.All(stub.Requests, request => Assert.Equal(TestClient.Prefix + "/desktops", request.Path));
        Assert.Null(desktops[7].PoolId);
        Assert.All(desktops.Where(d => d.DesktopId != "d7"), desktop => Assert.Equal("pool-of-" + desktop.DesktopId, desktop.PoolId));
    }

    [Fact]
    public async Task The_same_desktop_twice_has_its_pool_filled_twice()
    {
        StubHandler stub = StubHandler.Always("""{"total_count":1,"desktops":[{"desktop_id":"d1","pool_id":"p1"}]}""");
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);
        Desktop[] desktops = [new() { DesktopId = "d1" }, new() { DesktopId = "d1" }];

        await client.Desktops.FillPoolsAsync(desktops, Stop);

        Assert.All(desktops, desktop => Assert.Equal("p1", desktop.PoolId));
    }

    [Fact]
    public async Task Summaries_arrive_with_their_pool_and_a_time_without_zone_as_UTC()
    {
        StubHandler stub = StubHandler.Always("""{"total_count":1,"desktops":[{"desktop_id":"d1","computer_name":"PC-1","pool_id":"p1","created":"2022-02-23 04:02:07","status":"SHUTOFF","connect_status":"UNREGISTER","ip_address":"10.0.0.1","desktop_detail_type":"DEDICATED"}]}""");
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        DesktopSummary summary = await client.Desktops.ListSummaries().SingleAsync(Stop);

        Assert.Equal(("d1", "PC-1", "p1", "SHUTOFF", "UNREGISTER", "10.0.0.1"), (summary.DesktopId, summary.Name, summary.PoolId, summary.Status, summary.ConnectStatus, summary.IPAddress));
        Assert.Equal(new DateTime(2022, 2, 23, 4, 2, 7, DateTimeKind.Utc), summary.Created);
        Assert.Equal(DateTimeKind.Utc, summary.Created!.Value.Kind);
    }
}
