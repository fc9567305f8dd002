using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Desktops;
using Workspace.Emulator;
using Workspace.Jobs;
using Workspace.Pools;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.EndToEnd;

/// <summary>An evening in a fleet: who is logged on is told and logged off, a pool goes into maintenance, is restarted, and its stragglers are rebuilt.</summary>
public sealed class PowerAndPeopleTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task All_of_it_runs_in_memory_and_over_a_socket(bool overSocket)
    {
        var clock = new ManualClock();
        var tenant = new EmulatedTenant(new() { Desktops = 60, JobSeconds = 90, Quirks = new() { ExtraFields = true, StateLagSeconds = 5 } }, clock);
        await using EmulatedService service = await EmulatedService.StartAsync(tenant, clock, overSocket);
        WorkspaceClient client = service.Client;
        Pool pool = await client.Pools.List(new() { Name = "support-01" }).SingleAsync(Stop);
        string poolId = pool.PoolId!;
        Desktop[] desktops = [.. await client.Pools.ListDesktops(poolId).ToListAsync(Stop)];
        string[] ids = [.. desktops.Select(d => d.DesktopId!)];

        string[] away = [.. (await client.Users.ListPoolSessions(poolId).ToListAsync(Stop)).Select(s => s.DesktopId!)];
        Assert.NotEmpty(away);
        Job told = await EndAsync(client, await client.Users.NotifyPoolAsync(poolId, "Good night", Stop), poolId);
        Assert.Equal((JobStatus.Succeeded, ids.Length), (told.Status, told.SubJobs.Length));

        await client.Desktops.SetMaintenanceModeAsync(ids, true, Stop);
        await client.Users.LogOffAsync(away, "Good night", Stop);
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Empty(await client.Users.ListPoolSessions(poolId).ToListAsync(Stop));
        Assert.Equal(ids, (await client.Desktops.List(new() { InMaintenanceMode = true }).ToListAsync(Stop)).Select(d => d.DesktopId));

        foreach (PowerAction action in new[] { PowerAction.Start, PowerAction.Restart, PowerAction.Suspend, PowerAction.Start, PowerAction.Stop })
        {
            Job done = await EndAsync(client, await client.Pools.RunAsync(poolId, action, cancellationToken: Stop), poolId);
            Assert.Equal(JobStatus.Succeeded, done.Status);
            await WaitAsync(client, ids, action);
        }

        await client.Desktops.RunAsync(ids, PowerAction.Start, force: true, Stop);
        await WaitAsync(client, ids, PowerAction.Start);

        string[] stragglers = [.. (await client.Pools.ListDesktops(poolId, Inconsistency.Image).ToListAsync(Stop)).Select(d => d.DesktopId!)];
        Assert.Equal(2, stragglers.Length);
        Job repaired = await EndAsync(client, await client.Desktops.RebuildAsync(new() { DesktopIds = stragglers, ImageId = pool.ImageId, ImageType = "gold", DelayMinutes = 60 }, Stop), null);
        Assert.Equal((JobStatus.Succeeded, Job.DesktopRebuildType), (repaired.Status, repaired.Type));
        Assert.True(await client.Desktops.WaitUntilIdleAsync(stragglers, TimeSpan.FromMinutes(5), Stop));
        Assert.Empty(await client.Pools.ListDesktops(poolId, Inconsistency.Image).ToListAsync(Stop));

        await client.Desktops.SetMaintenanceModeAsync(ids, false, Stop);
        Assert.Empty(await client.Desktops.List(new() { InMaintenanceMode = true }).ToListAsync(Stop));
        Assert.All(tenant.Requests, request => Assert.Equal(200, request.Status));
    }

    private static async Task<Job> EndAsync(WorkspaceClient client, string job, string? pool) =>
        (await client.Jobs.WatchAsync([new(job, pool)], null, Stop).LastAsync(Stop)).Job!;

    private static async Task WaitAsync(WorkspaceClient client, string[] ids, PowerAction action)
    {
        DesktopUpdate[] ends = [.. (await client.Desktops.WatchAsync(ids, action, TimeSpan.FromMinutes(10), Stop).ToListAsync(Stop)).Where(u => u.IsLast)];
        Assert.Equal(ids.Order(), ends.Select(u => u.DesktopId).Order());
        Assert.All(ends, u => Assert.Null(u.Error));
    }
}
