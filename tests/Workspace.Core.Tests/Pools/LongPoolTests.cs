using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Desktops;
using Workspace.Pools;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Pools;

/// <summary>Pools of more than 10,000 desktops, whose own list ends too early.</summary>
public sealed class LongPoolTests
{
    private const int Total = 10_001;
    private const string Own = TestClient.Prefix + "/desktop-pools/p1/desktops";
    private const string Pool = """{"id":"p1","image_id":"i1","product":{"product_id":"pr1"},"root_volume":{"size":80},"data_volumes":[{"size":10},{"size":20}]}""";

    /// <summary>Desktops by the remainder of their number: the pool's own kind, and one for each way to differ.</summary>
    private static readonly string[] _kinds =
    [
        Desktop("i1", "pr1", 80, 20, 10),
        Desktop("i0", "pr1", 80, 10, 20),
        Desktop("i1", "pr0", 80, 10, 20),
        Desktop("i1", "pr1", 80, 10),
        Desktop("i1", "pr1", 80, 10, 30),
        Desktop("i1", "pr1", 60, 10, 20),
    ];

    private static readonly string[] _differences = ["", "IMAGE", "PRODUCT", "DISK_NUM DISK_SIZE", "DISK_SIZE", "DISK_SIZE"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task They_are_read_from_the_list_of_all_desktops()
    {
        StubHandler stub = Service();
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        List<Desktop> desktops = await client.Pools.ListDesktops("p1").ToListAsync(Stop);

        Assert.Equal(Enumerable.Range(0, Total).Select(i => $"d{i}"), desktops.Select(d => d.DesktopId));
        Assert.All(desktops, desktop => Assert.Equal("p1", desktop.PoolId));
        Assert.Equal(Own + "?limit=100&offset=0", stub.Requests[0].Target);
        Assert.Equal(TestClient.Prefix + "/desktop-pools/p1", stub.Requests[1].Target);
        Assert.Equal(
            Enumerable.Range(0, 21).Select(page => $"{TestClient.Prefix}/desktops/detail?limit=500&offset={page * 499}&pool_id=p1"),
            stub.Requests.Skip(2).Select(r => r.Target));
    }

    [Fact]
    public async Task Their_differences_are_found_by_comparing_with_the_pool()
    {
        using WorkspaceClient client = await TestClient.ConnectAsync(Service());

        List<Desktop> desktops = await client.Pools.ListDesktops("p1").Take(_kinds.Length).ToListAsync(Stop);

        Assert.Equal(_differences, desktops.Select(d => string.Join(' ', d.InconsistentTypes!)));
    }

    [Theory]
    [InlineData(Inconsistency.Image, "d1 d7")]
    [InlineData(Inconsistency.Product, "d2 d8")]
    [InlineData(Inconsistency.DiskCount, "d3 d9")]
    [InlineData(Inconsistency.DiskSize, "d3 d4 d5 d9 d10 d11")]
    public async Task Only_those_that_differ_are_listed_where_that_is_asked(Inconsistency kind, string expected)
    {
        using WorkspaceClient client = await TestClient.ConnectAsync(Service());

        List<string?> ids = await client.Pools.ListDesktops("p1", kind).Select(d => d.DesktopId).Take(expected.Split(' ').Length).ToListAsync(Stop);

        Assert.Equal(expected.Split(' '), ids);
    }

    [Fact]
    public async Task Other_filters_hold_for_them_too()
    {
        StubHandler stub = Service();
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        await client.Pools.ListDesktops("p1", null, new() { Status = "ACTIVE", PoolIds = ["other"] }).FirstAsync(Stop);

        Assert.Equal(TestClient.Prefix + "/desktops/detail?limit=500&offset=0&pool_id=p1&status=ACTIVE", stub.Requests[2].Target);
    }

    [Fact]
    public async Task The_isolated_ones_are_picked_here_because_that_list_has_no_such_filter()
    {
        using WorkspaceClient client = await TestClient.ConnectAsync(Service());

        List<string?> ids = await client.Pools.ListDesktops("p1", null, new() { Isolated = true }).Select(d => d.DesktopId).Take(3).ToListAsync(Stop);

        Assert.Equal(["d0", "d7", "d14"], ids);
    }

    private static StubHandler Service() => StubHandler.By(request => request.Path switch
    {
        Own => ListService.Page(request, "pool_desktops", Total, Item),
        TestClient.Prefix + "/desktop-pools/p1" => StubAnswer.Ok(Pool),
        _ => ListService.Page(request, "desktops", Total, Item),
    });

    private static string Item(int i) => $$"""{"desktop_id":"d{{i}}","isolated":{{(i % 7 == 0 ? "true" : "false")}},{{_kinds[i % _kinds.Length]}}}""";

    private static string Desktop(string image, string product, int root, params int[] disks) =>
        $$$"""
        "metadata":{"metering.image_id":"{{{image}}}"},"product_id":"{{{product}}}","root_volume":{"size":{{{root}}}},"data_volumes":[{{{string.Join(',', disks.Select(size => $$"""{"size":{{size}}}"""))}}}]
        """;
}
