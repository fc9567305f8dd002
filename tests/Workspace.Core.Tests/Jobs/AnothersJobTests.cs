using System;
using System.Linq;
using System.Threading.Tasks;
using Workspace.Jobs;
using Workspace.Pools;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Jobs;

/// <summary>A job that somebody else started at the same moment is not adopted.</summary>
public sealed class AnothersJobTests : ActionScene
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Rebuild_with_another_image_is_not_adopted_for_a_lost_request(bool retryAmbiguous)
    {
        Pool before = await Client.Pools.GetAsync(Pool, Stop);
        string[] images = OtherImages(before);

        WorkspaceException unknown = await Assert.ThrowsAsync<WorkspaceException>(() => RebuildAsync(before, images[0], images[1], new() { RetryAmbiguous = retryAmbiguous }));

        Assert.Equal((WorkspaceException.AmbiguousOutcome, true), (unknown.Code, unknown.IsOutcomeUnknown));
        Assert.Contains($"Job {Assert.Single(Tenant.Jobs).JobId} began meanwhile, but does something else", unknown.Message, StringComparison.Ordinal);
        Assert.Empty(Observer.Warnings);
    }

    [Fact]
    public async Task Rebuild_with_the_same_image_is_adopted_for_a_lost_request()
    {
        Pool before = await Client.Pools.GetAsync(Pool, Stop);
        string image = OtherImages(before)[0];

        string job = await RebuildAsync(before, image, image, new());

        Assert.Equal(Assert.Single(Tenant.Jobs).JobId, job);
    }

    [Fact]
    public async Task Rebuild_of_other_desktops_is_not_adopted_for_a_lost_request()
    {
        Pool before = await Client.Pools.GetAsync(Pool, Stop);
        string image = OtherImages(before)[0];
        string[] desktops = [.. Tenant.Desktops.Where(d => d.PoolId == Pool).Select(d => d.DesktopId)];

        WorkspaceException unknown = await Assert.ThrowsAsync<WorkspaceException>(() => Client.Jobs.StartAsync(
            Client.Pools.RebuildTarget(before, image, [desktops[0]]),
            token => OthersThenLostAsync(new() { ImageId = image, DesktopIds = [desktops[1]] }, new() { ImageId = image, DesktopIds = [desktops[0]] }),
            new(),
            Stop));

        Assert.Contains("began meanwhile, but does something else", unknown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Running_rebuild_with_another_image_is_not_taken_over()
    {
        Pool before = await Client.Pools.GetAsync(Pool, Stop);
        string[] images = OtherImages(before);
        string others = await Client.Pools.RebuildAsync(Pool, new() { ImageId = images[1] }, Stop);
        Clock.Advance(TimeSpan.FromSeconds(10));

        WorkspaceException busy = await Assert.ThrowsAsync<WorkspaceException>(() => Client.Jobs.StartAsync(
            Client.Pools.RebuildTarget(before, images[0]),
            token => Client.Pools.RebuildAsync(Pool, new() { ImageId = images[0] }, token),
            new() { IsSame = _ => true },
            Stop));

        Assert.Equal(WorkspaceException.ResourceBusy, busy.Code);
        Assert.Contains(others, busy.Message, StringComparison.Ordinal);
        Assert.Single(Posts);
    }

    [Fact]
    public async Task Rebuild_of_more_desktops_is_not_adopted_for_a_lost_request()
    {
        string[] desktops = [.. Tenant.Desktops.Take(2).Select(d => d.DesktopId)];

        WorkspaceException unknown = await Assert.ThrowsAsync<WorkspaceException>(() => Client.Jobs.StartAsync(
            ActionTarget.DesktopRebuild([desktops[0]]),
            async token =>
            {
                await Client.Desktops.RebuildAsync(new() { DesktopIds = desktops, ImageId = Image, ImageType = "gold" }, token);
                Strike(Effect("reset"));
                return await Client.Desktops.RebuildAsync(new() { DesktopIds = [desktops[0]], ImageId = Image, ImageType = "gold" }, token);
            },
            new(),
            Stop));

        Assert.Equal(WorkspaceException.AmbiguousOutcome, unknown.Code);
        Assert.Contains("began meanwhile, but does something else", unknown.Message, StringComparison.Ordinal);
    }

    private string[] OtherImages(Pool pool) => [.. Tenant.Images.Select(image => image.ImageId).Where(id => id != pool.ImageId)];

    private Task<string> RebuildAsync(Pool before, string image, string othersImage, ActionOptions options) => Client.Jobs.StartAsync(
        Client.Pools.RebuildTarget(before, image),
        token => OthersThenLostAsync(new() { ImageId = othersImage }, new() { ImageId = image }),
        options,
        Stop);

    // Somebody else's request arrives, and this one's does not.
    private async Task<string> OthersThenLostAsync(PoolRebuild others, PoolRebuild own)
    {
        await Client.Pools.RebuildAsync(Pool, others, Stop);
        Strike(Effect("reset"));
        return await Client.Pools.RebuildAsync(Pool, own, Stop);
    }
}
