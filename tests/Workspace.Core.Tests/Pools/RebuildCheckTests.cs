using System;
using System.Linq;
using System.Threading.Tasks;
using Workspace.Emulator.Pools;
using Workspace.Pools;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Pools;

/// <summary>A rebuild is done when every desktop that it was to move has its image.</summary>
public sealed class RebuildCheckTests() : ActionScene(jobSeconds: 60)
{
    private static readonly TimeSpan _minute = TimeSpan.FromMinutes(1);

    private EmulatedPool Sales => Tenant.Pools[0];

    private string[] Desktops => [.. Tenant.Desktops.Where(d => d.PoolId == Pool).Select(d => d.DesktopId)];

    private string Other => Tenant.Images.First(image => image.ImageId != Sales.ImageId).ImageId;

    [Theory]
    [InlineData(null)]
    [InlineData(RebuildScope.ForExpandAndAll)]
    public async Task It_is_waited_for_until_all_desktops_have_it(RebuildScope? scope)
    {
        PoolRebuild rebuild = new() { ImageId = Other, HandleType = scope };
        DateTimeOffset begin = Clock.UtcNow;
        await Client.Pools.RebuildAsync(Pool, rebuild, Stop);

        Assert.Null(await Client.Pools.WaitUntilFollowedAsync(Pool, rebuild, [], _minute + _minute, Stop));
        Assert.InRange(Clock.UtcNow - begin, _minute, _minute + _minute);
    }

    [Fact]
    public async Task Desktops_that_do_not_follow_in_time_are_named()
    {
        string left = (await Client.Pools.WaitUntilFollowedAsync(Pool, new() { ImageId = Other }, [], _minute, Stop))!;

        Assert.All(Tenant.Desktops.Where(d => d.PoolId == Pool), desktop => Assert.Contains(desktop.Name, left, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_some_desktops_only_those_count()
    {
        PoolRebuild rebuild = new() { ImageId = Other, DesktopIds = [Desktops[1]] };
        await Client.Pools.RebuildAsync(Pool, rebuild, Stop);

        Assert.Null(await Client.Pools.WaitUntilFollowedAsync(Pool, rebuild, [], _minute + _minute, Stop));
        rebuild.DesktopIds = [Desktops[1], Desktops[2]];
        Assert.Equal(Tenant.Desktops.Single(d => d.DesktopId == Desktops[2]).Name, await Client.Pools.WaitUntilFollowedAsync(Pool, rebuild, [], TimeSpan.Zero, Stop));
    }

    [Fact]
    public async Task Of_idle_desktops_those_in_use_when_it_began_do_not_count()
    {
        PoolRebuild rebuild = new() { ImageId = Other, HandleType = RebuildScope.ForExpandAndIdle };

        Assert.Null(await Client.Pools.WaitUntilFollowedAsync(Pool, rebuild, Desktops, TimeSpan.Zero, Stop));
        Assert.Equal(Tenant.Desktops.Single(d => d.DesktopId == Desktops[0]).Name, await Client.Pools.WaitUntilFollowedAsync(Pool, rebuild, [.. Desktops.Skip(1)], TimeSpan.Zero, Stop));
    }

    [Fact]
    public async Task For_desktops_to_come_the_pool_counts()
    {
        PoolRebuild rebuild = new() { ImageId = Other, HandleType = RebuildScope.OnlyForExpand };

        Assert.Equal("the pool itself", await Client.Pools.WaitUntilFollowedAsync(Pool, rebuild, [], TimeSpan.Zero, Stop));
        await Client.Pools.RebuildAsync(Pool, rebuild, Stop);
        Assert.Null(await Client.Pools.WaitUntilFollowedAsync(Pool, rebuild, [], TimeSpan.Zero, Stop));
    }
}
