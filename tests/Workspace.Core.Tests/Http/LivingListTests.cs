using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Desktops;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Http;

/// <summary>Lists that change while they are read: what existed throughout is listed exactly once, and reading ends.</summary>
public sealed class LivingListTests
{
    private const int Size = 1200;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string, int> Changes
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (string kind in new[] { "deleted", "created", "both", "blocks", "page edges", "front", "heavy" })
            {
                for (int seed = 1; seed <= 12; seed++)
                {
                    data.Add(kind, seed);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task What_existed_throughout_is_listed_once(string kind, int seed)
    {
        var random = new Random(seed);
        var list = new LivingList(Size, (l, offset) => Change(l, offset, kind, random));

        await AssertCompleteAsync(list);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_whole_page_may_go_at_once(int page)
    {
        bool done = false;
        var list = new LivingList(Size, (l, offset) =>
        {
            if (!done && offset >= 499)
            {
                done = true;
                l.Remove(page * 500, 500);
            }
        });

        await AssertCompleteAsync(list);

        Assert.True(done);
    }

    [Fact]
    public async Task All_that_was_read_may_go()
    {
        int pages = 0;
        var list = new LivingList(Size, (l, _) => l.Remove(0, ++pages == 1 ? 500 : 0));

        HashSet<string> throughout = await AssertCompleteAsync(list);

        Assert.Equal(700, throughout.Count);
    }

    [Fact]
    public async Task Everything_may_go()
    {
        var list = new LivingList(Size, (l, _) => l.Items.Clear());

        await AssertCompleteAsync(list);
    }

    [Fact]
    public async Task A_list_that_grows_faster_than_it_is_read_is_an_error_and_no_endless_reading()
    {
        var list = new LivingList(Size, (l, _) => l.Add(l.Items.Count, 600));
        using WorkspaceClient client = await TestClient.ConnectAsync(list.Handler);

        WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(() => client.Desktops.List().CountAsync(Stop).AsTask());

        Assert.Contains("changes faster than it can be read", error.Message, StringComparison.Ordinal);
        Assert.InRange(list.Handler.Requests.Count, 3, 120);
    }

    [Fact]
    public async Task A_list_that_holds_still_takes_no_request_more_than_its_pages()
    {
        var list = new LivingList(Size, (_, _) => { });

        await AssertCompleteAsync(list);

        Assert.Equal(["0", "499", "998"], list.Handler.Requests.Select(r => r.Query("offset")));
    }

    private static void Change(LivingList list, int offset, string kind, Random random)
    {
        switch (kind)
        {
            case "deleted":
                Repeat(random.Next(60), () => list.Remove(random.Next(list.Items.Count), 1));
                break;
            case "created":
                Repeat(random.Next(60), () => list.Add(random.Next(list.Items.Count + 1), 1));
                break;
            case "blocks":
                list.Remove(random.Next(list.Items.Count), random.Next(400));
                list.Add(random.Next(list.Items.Count + 1), random.Next(300));
                break;
            case "page edges":
                list.Remove(offset + 499 - random.Next(3), random.Next(4));
                list.Add(offset + 499 - random.Next(3), random.Next(4));
                break;
            case "front":
                list.Remove(0, random.Next(30));
                list.Add(0, random.Next(30));
                break;
            default:
                Repeat(kind == "heavy" ? 250 : random.Next(30), () => list.Remove(random.Next(list.Items.Count), 1));
                Repeat(kind == "heavy" ? 250 : random.Next(30), () => list.Add(random.Next(list.Items.Count + 1), 1));
                break;
        }
    }

    private static void Repeat(int times, Action action)
    {
        for (int i = 0; i < times; i++)
        {
            action();
        }
    }

    private static async Task<HashSet<string>> AssertCompleteAsync(LivingList list)
    {
        string[] before = [.. list.Items];
        using WorkspaceClient client = await TestClient.ConnectAsync(list.Handler);

        List<Desktop> read = await client.Desktops.List().ToListAsync(Stop);

        string[] ids = [.. read.Select(d => d.DesktopId!)];
        HashSet<string> throughout = [.. before.Intersect(list.Items)];
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.Empty(throughout.Except(ids));
        Assert.InRange(list.Handler.Requests.Count, 1, 110);
        return throughout;
    }
}
