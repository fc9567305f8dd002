using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Emulator;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.EndToEnd;

/// <summary>Each list of desktops, over a tenant whose desktops come and go: what existed throughout is listed exactly once.</summary>
public sealed class ChurnTests
{
    private readonly ManualClock _clock = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string, int, int, int> Lists
    {
        get
        {
            var data = new TheoryData<string, int, int, int>();
            foreach (string list in new[] { "detail", "light", "pool", "agents", "detail by name" })
            {
                foreach ((int deleted, int created) in new[] { (20, 0), (0, 20), (60, 60), (list is "pool" or "agents" ? 25 : 150, 0) })
                {
                    for (int seed = 1; seed <= 3; seed++)
                    {
                        data.Add(list, deleted, created, seed);
                    }
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task What_existed_throughout_is_listed_once(string list, int deleted, int created, int seed)
    {
        var tenant = new EmulatedTenant(
            new()
            {
                Desktops = 1400,
                Pools = 2,
                Seed = seed,
                Quirks = new() { DesktopsDeletedPerPage = deleted, DesktopsCreatedPerPage = created },
            },
            _clock);
        using WorkspaceClient client = await Emulated.ConnectAsync(tenant, _clock);
        string? pool = list == "pool" ? tenant.Pools[0].PoolId : null;
        string[] before = Ids(tenant, pool);
        int requests = tenant.Requests.Count;

        string[] read = list switch
        {
            "light" => await client.Desktops.ListSummaries().Select(d => d.DesktopId!).ToArrayAsync(Stop),
            "agents" => await client.Agents.List().Select(a => a.DesktopId!).ToArrayAsync(Stop),
            "pool" => await client.Pools.ListDesktops(pool!).Select(d => d.DesktopId!).ToArrayAsync(Stop),
            "detail" => await client.Desktops.List().Select(d => d.DesktopId!).ToArrayAsync(Stop),
            _ => await client.Desktops.List(new() { SortField = "computer_name", SortType = "ASC" }).Select(d => d.DesktopId!).ToArrayAsync(Stop),
        };

        string[] throughout = [.. before.Intersect(Ids(tenant, pool))];
        Assert.Equal(read.Length, read.Distinct().Count());
        Assert.Empty(throughout.Except(read));
        Assert.Equal(deleted > 0, throughout.Length < before.Length);
        Assert.NotEmpty(throughout);
        Assert.InRange(tenant.Requests.Count - requests, 2, 120);
    }

    private static string[] Ids(EmulatedTenant tenant, string? pool) => [.. tenant.Desktops.Where(d => pool is null || d.PoolId == pool).Select(d => d.DesktopId)];
}
