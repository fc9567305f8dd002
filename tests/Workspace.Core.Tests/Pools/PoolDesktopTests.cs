using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Desktops;
using Workspace.Pools;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Pools;

/// <summary>A pool's desktops, from its own list.</summary>
public sealed class PoolDesktopTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_desktop_tells_its_pool_and_in_what_it_differs()
    {
        StubHandler stub = StubHandler.Always("""{"total_count":2,"pool_desktops":[{"desktop_id":"d1","inconsistent_types":["IMAGE","PRODUCT"]},{"desktop_id":"d2","inconsistent_types":[]}],"on_demand_desktops_num":2,"inconsistent_type":null}""");
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        Desktop[] desktops = await client.Pools.ListDesktops("p1").ToArrayAsync(Stop);

        Assert.Equal([("d1", "p1", "IMAGE PRODUCT"), ("d2", "p1", "")], desktops.Select(d => (d.DesktopId, d.PoolId, string.Join(' ', d.InconsistentTypes!))));
        Assert.Equal(TestClient.Prefix + "/desktop-pools/p1/desktops?limit=100&offset=0", Assert.Single(stub.Requests).Target);
    }

    [Theory]
    [InlineData(Inconsistency.Image, "IMAGE_ID")]
    [InlineData(Inconsistency.Product, "PRODUCT_ID")]
    [InlineData(Inconsistency.DiskCount, "DISK_NUM")]
    [InlineData(Inconsistency.DiskSize, "DISK_SIZE")]
    public async Task The_service_filters_by_what_differs(Inconsistency kind, string word)
    {
        StubHandler stub = ListService.Of("pool_desktops", 0, _ => "{}");
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        await client.Pools.ListDesktops("p1", kind).CountAsync(Stop);

        Assert.Equal($"{TestClient.Prefix}/desktop-pools/p1/desktops?inconsistent_type={word}&limit=100&offset=0", Assert.Single(stub.Requests).Target);
    }

    [Fact]
    public async Task The_pools_list_takes_the_filters_of_the_detail_and_isolated()
    {
        StubHandler stub = ListService.Of("pool_desktops", 0, _ => "{}");
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        await client.Pools.ListDesktops("p1", null, new() { Status = "ACTIVE", Isolated = true }).CountAsync(Stop);

        Assert.Equal(TestClient.Prefix + "/desktop-pools/p1/desktops?isolated=true&limit=100&offset=0&status=ACTIVE", Assert.Single(stub.Requests).Target);
    }

    [Fact]
    public async Task A_pool_of_ten_thousand_is_still_read_from_its_own_list()
    {
        StubHandler stub = ListService.Of("pool_desktops", 10_000, i => $$"""{"desktop_id":"d{{i}}"}""");
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        Assert.Equal(10_000, await client.Pools.ListDesktops("p1").CountAsync(Stop));

        Assert.Equal(101, stub.Requests.Count);
        Assert.All(stub.Requests, request => Assert.Equal(TestClient.Prefix + "/desktop-pools/p1/desktops", request.Path));
    }
}
