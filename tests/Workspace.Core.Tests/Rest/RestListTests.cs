using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Rest;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Rest;

/// <summary>The pages of lists whose envelopes nobody has described.</summary>
public sealed class RestListTests
{
    private const string Anything = "/v2/{project_id}/anything";

    private readonly RecordingObserver _observer = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("total_count")]
    [InlineData("count")]
    [InlineData("total")]
    [InlineData("totalCount")]
    [InlineData("total_num")]
    [InlineData(null)]
    public async Task A_list_ends_at_a_short_page_whatever_its_count_is_called(string? total)
    {
        StubHandler stub = Service(250, total);

        Assert.Equal(Numbers(250), await ReadAsync(stub, Anything));
        Assert.Equal(["?limit=100&offset=0", "?limit=100&offset=100", "?limit=100&offset=200"], Queries(stub));
        Assert.Empty(_observer.Warnings);
    }

    [Theory]
    [InlineData("total_count")]
    [InlineData(null)]
    public async Task A_list_of_whole_pages_ends_at_an_empty_one(string? total)
    {
        StubHandler stub = Service(200, total);

        Assert.Equal(Numbers(200), await ReadAsync(stub, Anything));
        Assert.Equal(3, stub.Requests.Count);
    }

    [Theory]
    [InlineData("""{"total_count":0,"items":[]}""")]
    [InlineData("""{"total_count":0,"items":null,"other":null}""")]
    [InlineData("""{"count":0}""")]
    [InlineData("""{"anything":null}""")]
    [InlineData("""{"items":[]}""")]
    [InlineData("[]")]
    public async Task An_empty_list_is_empty(string body) => Assert.Empty(await ReadAsync(StubHandler.Always(body), Anything));

    [Fact]
    public async Task A_list_that_counts_its_page_is_not_cut()
    {
        StubHandler stub = StubHandler.By(request => Page(request, 250, items => $$"""{"count":{{items.Count}},"items":[{{string.Join(',', items)}}]}"""));

        Assert.Equal(Numbers(250), await ReadAsync(stub, Anything));
    }

    [Fact]
    public async Task A_list_that_gives_fewer_than_asked_for_is_read_on_while_it_counts_more()
    {
        StubHandler stub = Service(70, "total", most: 30);

        Assert.Equal(Numbers(70), await ReadAsync(stub, Anything));
        Assert.Equal(["?limit=100&offset=0", "?limit=100&offset=30", "?limit=100&offset=60"], Queries(stub));
    }

    [Fact]
    public async Task A_list_that_ends_before_its_count_is_an_error()
    {
        StubHandler stub = StubHandler.By(request => Page(request, 100, items => $$"""{"total":150,"items":[{{string.Join(',', items)}}]}"""));

        WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(() => ReadAsync(stub, Anything));

        Assert.Equal(WorkspaceException.UnreadableAnswer, error.Code);
        Assert.Contains("ended after 100 of 150 items", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"id":"a","n":%}""")]
    [InlineData("""{"id":7,"n":%}""")]
    [InlineData("""{"name":"a"}""")]
    [InlineData("\"a\"")]
    public async Task A_list_that_ignores_the_offset_is_an_error_and_not_endless(string first)
    {
        int requests = 0;
        StubHandler stub = StubHandler.By(_ => ++requests > 10
            ? throw new InvalidOperationException("Endless.")
            : StubAnswer.Ok($$"""{"items":[{{first.Replace("%", requests.ToString(CultureInfo.InvariantCulture))}}{{string.Concat(Enumerable.Repeat(",0", 99))}}]}"""));

        WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(() => ReadAsync(stub, Anything));

        Assert.Contains("did not heed offset", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, requests);
    }

    [Fact]
    public async Task A_list_that_gives_everything_at_once_and_again_is_complete_where_it_counts()
    {
        string items = string.Join(',', Enumerable.Range(0, 150));
        StubHandler stub = StubHandler.Always($$"""{"total":150,"items":[{{items}}]}""");

        Assert.Equal(Numbers(150), await ReadAsync(stub, Anything));
    }

    [Theory]
    [InlineData("/v2/{project_id}/things", """{"things":[1],"others":[2]}""", 1L)]
    [InlineData("/v2/{project_id}/big-things", """{"others":[2],"big_things":[1]}""", 1L)]
    [InlineData("/v2/{project_id}/pools/{pool_id}/things", """{"pool_things":[1],"others":[2]}""", 1L)]
    [InlineData("/v2/{project_id}/anything", """{"others":[2],"a":{"b":[3]},"c":"x"}""", 2L)]
    [InlineData("/v3/users/ai-assistant/subscribe", """{"total_count":1,"users":[1],"usergroups":[2]}""", 1L)]
    [InlineData("/v2/{project_id}/anything", "[4]", 4L)]
    public async Task The_list_is_the_only_one_or_the_one_that_is_named_so(string path, string body, object item)
    {
        var call = new RestCall("GET", path);
        foreach (string placeholder in call.Path.Placeholders)
        {
            call.PathValues[placeholder] = "x";
        }

        Assert.Equal([item], await ReadAsync(StubHandler.Always(body), call));
    }

    [Theory]
    [InlineData("""{"a":[1],"b":[2]}""", "several lists in it (a, b)")]
    [InlineData("""{"total_count":2}""", "has no list in it")]
    [InlineData("""{"name":"x"}""", "has no list in it")]
    [InlineData("\"text\"", "has no list in it")]
    [InlineData("", "has no list in it")]
    public async Task An_answer_without_a_list_that_can_be_told_is_an_error_at_once(string body, string message)
    {
        StubHandler stub = StubHandler.Always(body);

        WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(() => ReadAsync(stub, new RestCall("GET", Anything), options => options.Retry = new()));

        Assert.Equal(WorkspaceException.NotAList, error.Code);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Single(stub.Requests);
    }

    [Fact]
    public async Task Limit_and_offset_of_the_query_count()
    {
        StubHandler stub = Service(25, "total");

        Assert.Equal(Enumerable.Range(5, 20).Select(n => (object?)(long)n), await ReadAsync(stub, Call(Anything, ("limit", "15"), ("offset", "5"), ("name", "x"))));
        Assert.Equal(["?limit=15&name=x&offset=5", "?limit=15&name=x&offset=20"], Queries(stub));
    }

    [Theory]
    [InlineData("limit", "0")]
    [InlineData("limit", "many")]
    [InlineData("offset", "-1")]
    [InlineData("offset", "1.5")]
    public async Task A_limit_or_offset_that_is_none_is_refused(string name, string value)
    {
        StubHandler stub = Service(5, null);

        ArgumentException refusal = await Assert.ThrowsAsync<ArgumentException>(() => ReadAsync(stub, Call(Anything, (name, value))));

        Assert.StartsWith($"Query '{name}' is '{value}'; it must be a whole number from", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(stub.Requests);
    }

    [Fact]
    public async Task A_list_that_goes_by_marker_is_asked_on_from_the_id_of_the_last_item()
    {
        StubHandler stub = StubHandler.By(request =>
        {
            int start = request.Query("marker") is { } marker ? int.Parse(marker, CultureInfo.InvariantCulture) + 1 : 0;
            return StubAnswer.Ok($$"""{"ports":[{{string.Join(',', Enumerable.Range(start, Math.Min(2, 5 - start)).Select(n => $$"""{"id":"{{n}}"}"""))}}]}""");
        });

        List<object?> ports = await ReadAsync(stub, Call("/v2/{project_id}/ports", ("limit", "2")));

        Assert.Equal(["0", "1", "2", "3", "4"], ports.Select(port => ((RestObject)port!)["id"]));
        Assert.Equal(["?limit=2", "?limit=2&marker=1", "?limit=2&marker=3"], Queries(stub));
    }

    [Fact]
    public async Task A_list_that_goes_by_marker_and_ignores_it_is_an_error()
    {
        StubHandler stub = StubHandler.Always("""{"ports":[{"id":"a"},{"id":"b"}]}""");

        Assert.Contains("did not heed marker", (await Assert.ThrowsAsync<WorkspaceException>(() => ReadAsync(stub, Call("/v2/{project_id}/ports", ("limit", "2"))))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_goes_by_marker_and_has_no_ids_is_an_error()
    {
        StubHandler stub = StubHandler.Always("""{"ports":[{"name":"a"},{"name":"b"}]}""");

        Assert.Contains("no id to go on from", (await Assert.ThrowsAsync<WorkspaceException>(() => ReadAsync(stub, Call("/v2/{project_id}/ports", ("limit", "2"))))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_without_pages_is_asked_for_once_and_without_what_it_does_not_take()
    {
        StubHandler stub = StubHandler.Always($$"""{"availability_zones":[{{string.Join(',', Enumerable.Range(0, 300))}}],"total_count":300}""");

        Assert.Equal(Numbers(300), await ReadAsync(stub, "/v2/{project_id}/availability-zones"));
        Assert.Equal([""], Queries(stub));
    }

    [Fact]
    public async Task A_list_without_pages_that_counts_more_is_an_error()
    {
        StubHandler stub = StubHandler.Always("""{"availability_zones":[1,2],"total_count":3}""");

        Assert.Contains("ended after 2 of 3 items", (await Assert.ThrowsAsync<WorkspaceException>(() => ReadAsync(stub, "/v2/{project_id}/availability-zones"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_changes_while_it_is_read_is_warned_of()
    {
        int requests = 0;
        StubHandler stub = StubHandler.By(request => Page(request, 150, items => $$"""{"total":{{151 - requests++}},"items":[{{string.Join(',', items)}}]}"""));

        await ReadAsync(stub, Anything);

        Assert.Contains("151 items became 150", Assert.Single(_observer.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_stops_reading_stops_the_asking()
    {
        StubHandler stub = Service(1000, "total");
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        await foreach (object? item in client.Rest.List(new RestCall("GET", Anything)))
        {
            Assert.Equal(0L, item);
            break;
        }

        Assert.Single(stub.Requests);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("DELETE")]
    public async Task What_changes_something_has_no_pages(string method)
    {
        StubHandler stub = Service(1, null);
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        Assert.Contains($"is a {method}", Assert.Throws<ArgumentException>(() => client.Rest.List(new RestCall(method, Anything))).Message, StringComparison.Ordinal);
        Assert.Empty(stub.Requests);
    }

    [Fact]
    public async Task An_offset_at_the_end_of_all_numbers_never_becomes_negative()
    {
        StubHandler stub = StubHandler.Always("""{"total_count":2147483647,"items":[1]}""");

        List<object?> items = await ReadAsync(stub, Call("/v2/x/items", ("offset", "2147483647")));

        Assert.Equal([1L], items);
        Assert.Equal("?limit=100&offset=2147483647", Assert.Single(Queries(stub)));
    }

    private static RestCall Call(string path, params (string Name, string Value)[] query)
    {
        var call = new RestCall("GET", path);
        foreach (var (name, value) in query)
        {
            call.Query.Add(new(name, value));
        }

        return call;
    }

    private static IEnumerable<object?> Numbers(int count) => Enumerable.Range(0, count).Select(n => (object?)(long)n);

    private static IEnumerable<string> Queries(StubHandler stub) => stub.Requests.Select(r => r.Address.Query);

    // A list of numbers, whose items are as many as asked for, or as many as it gives at most.
    private static StubHandler Service(int count, string? total, int most = int.MaxValue) => StubHandler.By(request => Page(
        request,
        count,
        items => $$"""{{{(total is null ? "" : $"\"{total}\":{count},")}}"items":[{{string.Join(',', items)}}]}""",
        most));

    private static StubAnswer Page(RecordedRequest request, int count, Func<List<int>, string> body, int most = int.MaxValue)
    {
        int offset = int.Parse(request.Query("offset")!, CultureInfo.InvariantCulture);
        int limit = Math.Min(most, int.Parse(request.Query("limit")!, CultureInfo.InvariantCulture));
        return StubAnswer.Ok(body([.. Enumerable.Range(offset, Math.Clamp(count - offset, 0, limit))]));
    }

    private Task<List<object?>> ReadAsync(StubHandler stub, string path) => ReadAsync(stub, new RestCall("GET", path));

    private async Task<List<object?>> ReadAsync(StubHandler stub, RestCall call, Action<WorkspaceClientOptions>? change = null)
    {
        using WorkspaceClient client = await TestClient.ConnectAsync(stub, change, _observer);
        List<object?> items = [];
        await foreach (object? item in client.Rest.List(call).WithCancellation(Stop))
        {
            items.Add(item);
        }

        return items;
    }
}
