using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Desktops;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Http;

/// <summary>Pages are fetched ahead, and a list is what it would be without that.</summary>
public sealed class ReadAheadTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(16, 4)]
    [InlineData(3, 3)]
    [InlineData(1, 1)]
    public async Task Four_pages_are_fetched_at_a_time_and_never_more_than_the_connection_allows(int throttleLimit, int most)
    {
        var pages = new ReleasedPages(5000);
        using WorkspaceClient client = await TestClient.ConnectAsync(pages.Handler, options => options.ThrottleLimit = throttleLimit);

        Task<int> read = client.Desktops.List().CountAsync(Stop).AsTask();
        for (int page = 0; page < 11; page++)
        {
            // One at the beginning, at the end all that are left.
            await pages.HeldAsync(page == 0 ? 1 : Math.Min(most, 11 - page));
            pages.ReleaseFirst();
        }

        Assert.Equal(5000, await read.InTime());
        Assert.Equal(most, pages.MostHeld);
        Assert.Equal(Enumerable.Range(0, 11).Select(page => page * 499), pages.Offsets.Order());
    }

    [Fact]
    public async Task Items_keep_their_order_when_pages_are_answered_in_another()
    {
        var pages = new ReleasedPages(5000);
        using WorkspaceClient client = await TestClient.ConnectAsync(pages.Handler);

        Task<List<Desktop>> read = client.Desktops.List().ToListAsync(Stop).AsTask();
        await pages.HeldAsync(1);
        pages.ReleaseFirst();
        while (!read.IsCompleted)
        {
            await Task.WhenAny(read, pages.HeldAsync(1)).InTime();
            pages.ReleaseLast();
        }

        Assert.Equal(Enumerable.Range(0, 5000).Select(i => "d" + i), (await read).Select(d => d.DesktopId));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task What_existed_throughout_is_listed_once_whichever_page_is_answered_first(int seed)
    {
        var random = new Random(seed);
        var list = new LivingList(6000, (l, _) =>
        {
            l.Remove(random.Next(l.Items.Count), random.Next(40));
            l.Add(random.Next(l.Items.Count + 1), random.Next(40));
        });
        string[] before = [.. list.Items];
        var pages = new ReleasedPages(list.Answer);
        using WorkspaceClient client = await TestClient.ConnectAsync(pages.Handler);

        Task<List<Desktop>> read = client.Desktops.List().ToListAsync(Stop).AsTask();
        while (!read.IsCompleted)
        {
            await Task.WhenAny(read, pages.HeldAsync(1)).InTime();
            pages.ReleaseAny(random);
        }

        string[] ids = [.. (await read).Select(d => d.DesktopId!)];
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.Empty(before.Intersect(list.Items).Except(ids));
    }

    [Fact]
    public async Task A_page_that_fails_ahead_of_its_turn_fails_the_list_after_what_was_read()
    {
        StubHandler stub = StubHandler.By(request => request.Query("offset") == "1497"
            ? StubAnswer.Json(HttpStatusCode.InternalServerError, """{"error_code":"WKS.1","error_msg":"Broken."}""")
            : ListService.Page(request, "desktops", 5000, Item));
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);
        int read = 0;

        WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(async () =>
        {
            await foreach (Desktop _ in client.Desktops.List().WithCancellation(Stop))
            {
                read++;
            }
        });

        Assert.Equal("WKS.1", error.Code);
        Assert.Equal(1498, read);
    }

    [Fact]
    public async Task A_list_that_moves_is_not_fetched_ahead_in_vain()
    {
        // At each page something goes before it, so that no guess is right.
        var list = new LivingList(6000, (l, _) => l.Remove(0, 1));
        using WorkspaceClient client = await TestClient.ConnectAsync(list.Handler);

        await client.Desktops.List().CountAsync(Stop);

        // Each of 13 pages is asked for twice, or three times, not five times.
        Assert.InRange(list.Handler.Requests.Count, 20, 45);
    }

    [Theory]
    [InlineData(1, "0+1")]
    [InlineData(10, "0+10")]
    [InlineData(500, "0+500")]
    [InlineData(501, "0+500 499+2")]
    [InlineData(1200, "0+500 499+500 998+202")]
    public async Task Who_wants_some_is_given_just_these(int first, string requests)
    {
        StubHandler stub = ListService.Of("desktops", 5000, Item);
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        List<Desktop> read = await client.Desktops.List(first: first).ToListAsync(Stop);

        Assert.Equal(Enumerable.Range(0, first).Select(i => "d" + i), read.Select(d => d.DesktopId));
        Assert.Equal(requests.Split(' '), stub.Requests.Select(r => $"{r.Query("offset")}+{r.Query("limit")}"));
    }

    [Fact]
    public async Task Who_wants_some_from_an_offset_on_is_given_these()
    {
        StubHandler stub = ListService.Of("desktops", 5000, Item);
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        List<Desktop> read = await client.Desktops.List(offset: 4990, first: 600).ToListAsync(Stop);

        Assert.Equal(Enumerable.Range(4990, 10).Select(i => "d" + i), read.Select(d => d.DesktopId));
        Assert.Equal("4990+500", Assert.Single(stub.Requests.Select(r => $"{r.Query("offset")}+{r.Query("limit")}")));
    }

    private static string Item(int number) => $$"""{"desktop_id":"d{{number.ToString(CultureInfo.InvariantCulture)}}"}""";
}
