using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Agents;
using Workspace.Desktops;
using Workspace.Emulator;
using Workspace.Images;
using Workspace.Jobs;
using Workspace.Pools;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.EndToEnd;

/// <summary>The main job, against an emulated tenant in memory.</summary>
public sealed class GoldenImageCycleTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_image_of_a_template_reaches_every_desktop_of_two_pools()
    {
        var clock = new SkippingClock();
        var tenant = new EmulatedTenant(new EmulatorOptions { Desktops = 30, Pools = 3, JobSeconds = 900 }, clock);
        using WorkspaceClient client = await Emulated.ConnectAsync(tenant, clock);

        // A template on which Sysprep runs.
        Desktop template = await client.Desktops.List(new() { ComputerName = "tmpl-01" }).SingleAsync(Stop);
        SysprepInfo sysprep = Assert.Single(await client.Desktops.CheckSysprepAsync([template.DesktopId!], Stop));
        Assert.Equal(template.DesktopId, sysprep.DesktopId);
        Assert.NotEmpty(sysprep.SysprepVersion!);
        Assert.True((await client.Desktops.GetSysprepAsync(template.DesktopId!, Stop)).SupportCreateImage);

        // The agent on it.
        Assert.False((await client.Agents.List(new() { DesktopId = template.DesktopId }).SingleAsync(Stop)).IsInstalled);
        Job install = await EndAsync(client, new(await client.Agents.InstallAsync([template.DesktopId!], Stop)));
        Assert.Equal(("Succeeded", 100), (install.Status, install.Progress));
        AgentState agent = await client.Agents.List(new() { DesktopId = template.DesktopId }).SingleAsync(Stop);
        Assert.True(agent.IsInstalled);

        // Its image.
        Assert.Empty(await client.Images.FindPrivateAsync("win11-2026-11", Stop));
        Job capture = await EndAsync(client, new(await client.Images.CaptureAsync(new() { ImageName = "win11-2026-11", DesktopId = template.DesktopId }, Stop)));
        Assert.Equal(("Succeeded", "desktopToImage"), (capture.Status, capture.Type));
        Assert.Equal(template.DesktopId, Assert.Single(capture.DesktopId));
        Image? image = await client.Images.WaitForAsync("win11-2026-11", [], TimeSpan.FromMinutes(30), Stop);
        Assert.Equal(("win11-2026-11", "private"), (image?.Name, image?.Type));

        // Two pools that take it, and one that does not.
        List<Pool> pools = await client.Pools.List().ToListAsync(Stop);
        List<JobReference> rebuilds = [];
        foreach (Pool pool in pools.Take(2))
        {
            rebuilds.Add(new(await client.Pools.RebuildAsync(pool.PoolId!, new() { ImageId = image!.ImageId, Message = "Save your work", DelayMinutes = 15 }, Stop), pool.PoolId));
            Assert.Equal("TEMPORARY", (await client.Pools.GetAsync(pool.PoolId!, Stop)).Status);
        }

        List<JobUpdate> ends = await client.Jobs.WatchAsync(rebuilds, null, Stop).Where(update => update.IsLast).ToListAsync(Stop);
        Assert.Equal(rebuilds, ends.Select(update => update.Reference).OrderBy(rebuilds.IndexOf));
        Assert.All(ends, update => Assert.Equal("Succeeded", update.Job?.Status));

        foreach (Pool pool in pools.Take(2))
        {
            Pool after = await client.Pools.GetAsync(pool.PoolId!, Stop);
            Assert.Equal(("STEADY", image!.ImageId, "win11-2026-11"), (after.Status, after.ImageId, after.SourceImageName));
            Assert.Equal(0, await client.Pools.ListDesktops(pool.PoolId!, Inconsistency.Image).CountAsync(Stop));
            List<Desktop> desktops = await client.Pools.ListDesktops(pool.PoolId!).ToListAsync(Stop);
            Assert.Equal(after.DesktopCount, desktops.Count);
            Assert.NotEmpty(desktops);
            Assert.All(desktops, desktop => Assert.Equal((image.ImageId, "", pool.PoolId), (desktop.ImageId, desktop.TaskStatus, desktop.PoolId)));
        }

        Assert.Equal(pools[2].ImageId, (await client.Pools.GetAsync(pools[2].PoolId!, Stop)).ImageId);
        Assert.DoesNotContain(await client.Pools.ListDesktops(pools[2].PoolId!).ToListAsync(Stop), desktop => desktop.ImageId == image!.ImageId);
    }

    [Fact]
    public async Task Desktops_that_did_not_follow_are_found_and_repaired()
    {
        var clock = new ManualClock();
        var tenant = new EmulatedTenant(new EmulatorOptions { Desktops = 42, Pools = 2, FailureRate = 0.5 }, clock);
        using WorkspaceClient client = await Emulated.ConnectAsync(tenant, clock);
        string pool = tenant.Pools[0].PoolId;
        string image = tenant.Images.First(i => i.ImageId != tenant.Pools[0].ImageId).ImageId;

        Job job = await EndAsync(client, new(await client.Pools.RebuildAsync(pool, new() { ImageId = image }, Stop), pool));

        SubJob[] failed = [.. job.SubJobs.Where(part => part.Status == "FAILED")];
        Assert.Equal("PartlyFailed", job.Status);
        Assert.InRange(failed.Length, 1, job.SubJobs.Length - 1);
        Assert.NotNull(job.ErrorCode);
        Assert.NotNull(job.FailReason);
        List<Desktop> behind = await client.Pools.ListDesktops(pool, Inconsistency.Image).ToListAsync(Stop);
        Assert.Equal(failed.Select(part => part.DesktopId).Order(), behind.Select(desktop => desktop.DesktopId).Order());
        Assert.All(behind, desktop => Assert.Equal(["IMAGE"], desktop.InconsistentTypes!));

        Job repair = await EndAsync(client, new(await client.Pools.RebuildAsync(pool, new() { ImageId = image, Repair = true }, Stop), pool));

        Assert.Equal(behind.Select(desktop => desktop.DesktopId).Order(), repair.DesktopId.Order());
        Assert.Equal(
            repair.SubJobs.Where(part => part.Status == "FAILED").Select(part => part.DesktopId).Order(),
            tenant.Desktops.Where(desktop => desktop.PoolId == pool && desktop.ImageId != image).Select(desktop => desktop.DesktopId).Order());
    }

    [Fact]
    public async Task A_desktop_that_no_image_can_be_made_of_fails_its_job()
    {
        var clock = new ManualClock();
        var tenant = new EmulatedTenant(null, clock);
        using WorkspaceClient client = await Emulated.ConnectAsync(tenant, clock);
        string desktop = tenant.Desktops.First(d => !d.SupportsCreateImage).DesktopId;
        Assert.False((await client.Desktops.GetSysprepAsync(desktop, Stop)).SupportCreateImage);

        Job job = await EndAsync(client, new(await client.Images.CaptureAsync(new() { ImageName = "never", DesktopId = desktop }, Stop)));

        Assert.Equal("Failed", job.Status);
        Assert.NotNull(job.FailReason);
        Assert.Null(await client.Images.WaitForAsync("never", [], TimeSpan.FromMinutes(1), Stop));
    }

    [Fact]
    public async Task A_pool_that_is_being_rebuilt_refuses_another_rebuild()
    {
        var clock = new ManualClock();
        var tenant = new EmulatedTenant(null, clock);
        using WorkspaceClient client = await Emulated.ConnectAsync(tenant, clock);
        string pool = tenant.Pools[0].PoolId;
        var rebuild = new PoolRebuild { ImageId = tenant.Images[0].ImageId };
        await client.Pools.RebuildAsync(pool, rebuild, Stop);

        WorkspaceException busy = await Assert.ThrowsAsync<WorkspaceException>(() => client.Pools.RebuildAsync(pool, rebuild, Stop));

        Assert.Equal((System.Net.HttpStatusCode.Conflict, "WKS.00010032"), (busy.StatusCode, busy.Code));
        Assert.False(busy.IsOutcomeUnknown);
        Assert.Single(tenant.Jobs);
    }

    private static async Task<Job> EndAsync(WorkspaceClient client, JobReference reference)
    {
        JobUpdate last = await client.Jobs.WatchAsync([reference], null, Stop).LastAsync(Stop);
        Assert.Null(last.Error);
        return last.Job!;
    }
}
