using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Images;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Http;

/// <summary>A list is complete or it is an error, and asks for no page that nobody reads.</summary>
public sealed class ListPagingTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>The lists: name, path, the member that holds the items, items a page.</summary>
    public static TheoryData<string, string, string, int> Lists => new()
    {
        { "summaries", "/desktops", "desktops", 1000 },
        { "desktops", "/desktops/detail", "desktops", 500 },
        { "pools", "/desktop-pools", "desktop_pools", 1000 },
        { "pool desktops", "/desktop-pools/p1/desktops", "pool_desktops", 100 },
        { "images", "/images", "images", 100 },
        { "agents", "/desktops/agents", "agents_condition", 100 },
        { "sub-jobs", "/workspace-sub-jobs", "jobs", 1000 },
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Every_page_is_read_with_the_endpoints_own_size(string list, string path, string envelope, int size)
    {
        StubHandler stub = ListService.Of(envelope, (2 * size) + 1, Item);
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        int count = await Read(client, list).CountAsync(Stop);

        Assert.Equal((2 * size) + 1, count);
        Assert.Equal(
            [Page(path, 0, size), Page(path, size - 1, size), Page(path, 2 * (size - 1), size)],
            stub.Requests.Select(r => r.Target));
        Assert.All(stub.Requests, request =>
        {
            Assert.Equal("GET", request.Method);
            Assert.Null(request.Body);
            Assert.Null(request.Header("Content-Type"));
        });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(int.MaxValue)]
    public async Task An_offset_far_beyond_the_end_never_becomes_negative(int total)
    {
        var service = StubHandler.By(request => request.Query("offset")!.Contains('-')
            ? StubAnswer.Json(System.Net.HttpStatusCode.BadRequest, "{}")
            : StubAnswer.Ok($$"""{"total_count":{{total}},"desktops":[{{(total == int.MaxValue ? """{"desktop_id":"last"}""" : "")}}]}"""));
        using WorkspaceClient client = await TestClient.ConnectAsync(service);

        int count = await client.Desktops.List(null, int.MaxValue).CountAsync(Stop);

        Assert.Equal(total == int.MaxValue ? 1 : 0, count);
        Assert.Equal("2147483647", Assert.Single(service.Requests).Query("offset"));
    }

    [Theory]
    [InlineData(-1, null)]
    [InlineData(0, 0)]
    [InlineData(0, -5)]
    public async Task A_negative_offset_or_no_items_at_all_are_refused(int offset, int? first)
    {
        StubHandler stub = StubHandler.InTurn();
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await client.Desktops.List(null, offset, first).CountAsync(Stop));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await client.Pools.List(null, offset, first).CountAsync(Stop));

        Assert.Empty(stub.Requests);
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task A_list_that_fills_its_last_page_asks_for_no_further_one(string list, string path, string envelope, int size)
    {
        StubHandler stub = ListService.Of(envelope, size, Item);
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        int count = await Read(client, list).CountAsync(Stop);

        Assert.Equal(size, count);
        Assert.Equal(Page(path, 0, size), Assert.Single(stub.Requests).Target);
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Who_stops_reading_stops_the_asking(string list, string path, string envelope, int size)
    {
        StubHandler stub = ListService.Of(envelope, 9 * size, Item);
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        await Read(client, list).Take(size).CountAsync(Stop);
        Assert.Equal(Page(path, 0, size), Assert.Single(stub.Requests).Target);

        // Who goes beyond the first page has four fetched ahead.
        await Read(client, list).Take(size + 1).CountAsync(Stop);
        Assert.Equal(Enumerable.Range(0, 6).Select(page => Page(path, page * (size - 1), size)), stub.Requests.Skip(1).Select(r => r.Target));
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task A_list_that_nobody_reads_asks_nothing(string list, string path, string envelope, int size)
    {
        StubHandler stub = ListService.Of(envelope, size, Item);
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        IAsyncEnumerable<object> items = Read(client, list);

        Assert.Empty(stub.Requests);
        Assert.Equal(size, await items.CountAsync(Stop));
        Assert.StartsWith(TestClient.Prefix + path + "?", Assert.Single(stub.Requests).Target, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task An_empty_page_before_the_end_is_an_error_and_no_short_list(string list, string path, string envelope, int size)
    {
        StubHandler stub = StubHandler.By(request => request.Query("offset") == "0"
            ? ListService.Page(request, envelope, 2 * size, Item)
            : StubAnswer.Ok($$"""{"total_count":{{2 * size}},"{{envelope}}":[]}"""));
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(() => Read(client, list).CountAsync(Stop).AsTask());

        Assert.Equal(WorkspaceException.UnreadableAnswer, error.Code);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Equal(3, stub.Requests.Count);
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task A_page_without_its_items_is_an_error_and_no_empty_list(string list, string path, string envelope, int size)
    {
        foreach (string answer in (string[])["{}", $$"""{"{{envelope}}":null}""", $$"""{"total_count":1,"other_than_{{envelope}}":[{}]}"""])
        {
            StubHandler stub = StubHandler.Always(answer);
            using WorkspaceClient client = await TestClient.ConnectAsync(stub);

            WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(() => Read(client, list).CountAsync(Stop).AsTask());

            Assert.Equal(WorkspaceException.UnreadableAnswer, error.Code);
            Assert.Contains("without its items", error.Message, StringComparison.Ordinal);
            Assert.Equal(Page(path, 0, size), Assert.Single(stub.Requests).Target);
        }
    }

    [Theory]
    [InlineData("""{"total_count":0,"desktops":[]}""")]
    [InlineData("""{"total_count":0}""")]
    [InlineData("""{"total_count":0,"desktops":null}""")]
    [InlineData("""{"desktops":[]}""")]
    public async Task An_empty_list_is_empty(string answer)
    {
        StubHandler stub = StubHandler.Always(answer);
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        Assert.Equal(0, await client.Desktops.List().CountAsync(Stop));
        Assert.Single(stub.Requests);
    }

    [Fact]
    public async Task A_list_of_unknown_length_is_read_until_a_page_is_short()
    {
        StubHandler stub = StubHandler.InTurn(
            StubAnswer.Ok($$"""{"images":[{{string.Join(',', Enumerable.Range(0, 100).Select(Item))}}]}"""),
            StubAnswer.Ok($$"""{"images":[{{Item(99)}},{{Item(100)}},{{Item(101)}}]}"""));
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        Assert.Equal(102, await client.Images.List().CountAsync(Stop));
    }

    [Fact]
    public async Task A_service_that_gives_smaller_pages_than_asked_for_is_read_to_the_end()
    {
        StubHandler stub = StubHandler.By(request => ListService.Page(request, "images", 25, Item, most: 10));
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        Assert.Equal(25, await client.Images.List().CountAsync(Stop));
        Assert.Equal(["0", "9", "18"], stub.Requests.Select(r => r.Query("offset")));
    }

    [Fact]
    public async Task Items_keep_their_order_across_pages()
    {
        StubHandler stub = ListService.Of("images", 250, i => $$"""{"id":"i{{i}}"}""");
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        List<string?> ids = await client.Images.List().Select(image => image.ImageId).ToListAsync(Stop);

        Assert.Equal(Enumerable.Range(0, 250).Select(i => $"i{i}"), ids);
    }

    [Fact]
    public async Task A_list_can_begin_at_an_offset()
    {
        StubHandler stub = ListService.Of("images", 250, i => $$"""{"id":"i{{i}}"}""");
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        Assert.Equal("i120", (await client.Images.List(offset: 120).FirstAsync(Stop)).ImageId);
        Assert.Equal(Page("/images", 120, 100), Assert.Single(stub.Requests).Target);
        Assert.Equal(0, await client.Images.List(offset: 300).CountAsync(Stop));
    }

    [Fact]
    public async Task Pages_tell_the_lists_length()
    {
        using WorkspaceClient client = await TestClient.ConnectAsync(ListService.Of("images", 250, Item));

        List<Page<Image>> pages = await client.Images.List().PagesAsync(Stop).ToListAsync(Stop);

        Assert.Equal([100, 99, 51], pages.Select(page => page.Items.Count));
        Assert.All(pages, page => Assert.Equal(250, page.TotalCount));
    }

    [Theory]
    [InlineData("pools", "desktop_pools", 21_000)]
    [InlineData("images", "images", 5_100)]
    public async Task A_list_longer_than_the_service_can_page_is_an_error(string list, string envelope, int longest)
    {
        using WorkspaceClient whole = await TestClient.ConnectAsync(ListService.Of(envelope, longest, Item));
        using WorkspaceClient cut = await TestClient.ConnectAsync(ListService.Of(envelope, longest + 1, Item));

        Assert.Equal(longest, await Read(whole, list).CountAsync(Stop));
        WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(() => Read(cut, list).CountAsync(Stop).AsTask());
        Assert.Contains($"{longest} items at most", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_whose_count_is_far_more_than_it_gives_is_given_up()
    {
        string page = string.Join(',', Enumerable.Range(0, 500).Select(Item));
        StubHandler stub = StubHandler.Always($$"""{"total_count":2147483647,"desktops":[{{page}}]}""");
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(() => client.Desktops.List().CountAsync(Stop).AsTask());

        Assert.Equal(WorkspaceException.UnreadableAnswer, error.Code);
        Assert.Contains("counts 2147483647 items and gives no more than 500", error.Message, StringComparison.Ordinal);
        Assert.InRange(stub.Requests.Count, 2, 200);
    }

    [Theory]
    [InlineData(10, 1)]
    [InlineData(499, 1)]
    [InlineData(500, 1)]
    [InlineData(700, 3)]
    public async Task A_count_that_is_a_little_too_high_ends_with_the_last_item(int items, int tooHigh)
    {
        StubHandler stub = StubHandler.By(request => ListService.Page(request, "desktops", items, Item, counted: items + tooHigh));
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        Assert.Equal(items, await client.Desktops.List().CountAsync(Stop));
        Assert.InRange(stub.Requests.Count, 1, 6);
    }

    [Fact]
    public async Task A_count_that_misses_more_than_a_page_is_an_error_soon()
    {
        StubHandler stub = StubHandler.By(request => ListService.Page(request, "desktops", 10, Item, counted: 1000));
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(() => client.Desktops.List().CountAsync(Stop).AsTask());

        Assert.Contains("counts 1000 items and gives no more than 10", error.Message, StringComparison.Ordinal);
        Assert.InRange(stub.Requests.Count, 1, 6);
    }

    [Fact]
    public async Task A_page_that_fails_fails_the_list_after_what_was_read()
    {
        StubHandler stub = StubHandler.By(request => request.Query("offset") == "0"
            ? ListService.Page(request, "images", 150, Item)
            : StubAnswer.Json(System.Net.HttpStatusCode.InternalServerError, """{"error_code":"WKS.1","error_msg":"Broken."}"""));
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);
        int read = 0;

        WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(async () =>
        {
            await foreach (Image _ in client.Images.List().WithCancellation(Stop))
            {
                read++;
            }
        });

        Assert.Equal("WKS.1", error.Code);
        Assert.Equal(100, read);
    }

    // Whatever the list is of, its item has an id.
    private static string Item(int number) => $$"""{"id":"x{{number}}","desktop_id":"x{{number}}"}""";

    private static string Page(string path, int offset, int limit)
    {
        string filter = path == "/workspace-sub-jobs" ? "job_id=j1&" : "";
        return $"{TestClient.Prefix}{path}?{filter}limit={limit}&offset={offset}";
    }

    private static IAsyncEnumerable<object> Read(WorkspaceClient client, string list) => list switch
    {
        "summaries" => client.Desktops.ListSummaries(),
        "desktops" => client.Desktops.List(),
        "pools" => client.Pools.List(),
        "pool desktops" => client.Pools.ListDesktops("p1"),
        "images" => client.Images.List(),
        "agents" => client.Agents.List(),
        "sub-jobs" => client.Jobs.ListSubJobs(new() { JobId = "j1" }),
        _ => throw new ArgumentOutOfRangeException(nameof(list), list, "No such list."),
    };
}
