using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Desktops;
using Workspace.Emulator;
using Workspace.Emulator.Desktops;
using Workspace.Emulator.Faults;
using Workspace.Jobs;
using Workspace.Pools;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.EndToEnd;

/// <summary>What the client reads is what the tenant has.</summary>
public sealed class TenantDataTests
{
    private readonly ManualClock _clock = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Oddities => ["none", "addresses", "desktop", "names", "process", "extra", "all"];

    [Fact]
    public async Task Twelve_hundred_desktops_are_read_completely_from_every_list()
    {
        var tenant = new EmulatedTenant(new EmulatorOptions { Desktops = 1200, Pools = 4 }, _clock);
        using WorkspaceClient client = await Emulated.ConnectAsync(tenant, _clock);
        string[] all = [.. tenant.Desktops.Select(d => d.DesktopId)];
        Assert.Equal(1200, all.Distinct().Count());

        List<Desktop> details = await client.Desktops.List().ToListAsync(Stop);
        List<DesktopSummary> summaries = await client.Desktops.ListSummaries().ToListAsync(Stop);
        List<string?> agents = await client.Agents.List().Select(state => state.DesktopId).ToListAsync(Stop);

        Assert.Equal(all, details.Select(d => d.DesktopId));
        Assert.Equal(tenant.Desktops.Select(d => (d.DesktopId, d.PoolId ?? "")), summaries.Select(s => (s.DesktopId!, s.PoolId ?? "")));
        Assert.Equal(all, agents);
        foreach (string pool in tenant.Pools.Select(p => p.PoolId))
        {
            List<string?> pooled = await client.Pools.ListDesktops(pool).Select(d => d.DesktopId).ToListAsync(Stop);
            Assert.Equal(tenant.Desktops.Where(d => d.PoolId == pool).Select(d => d.DesktopId), pooled);
        }

        await client.Desktops.FillPoolsAsync(details, Stop);
        Assert.Equal(tenant.Desktops.Select(d => d.PoolId), details.Select(d => d.PoolId));
        Assert.DoesNotContain(tenant.Requests, request => request.Status != 200);
    }

    [Fact]
    public async Task A_pool_of_more_than_ten_thousand_desktops_is_read_completely()
    {
        var tenant = new EmulatedTenant(new EmulatorOptions { Desktops = 12_000, Pools = 1 }, _clock);
        using WorkspaceClient client = await Emulated.ConnectAsync(tenant, _clock);
        string pool = tenant.Pools[0].PoolId;

        List<Desktop> desktops = await client.Pools.ListDesktops(pool).ToListAsync(Stop);

        Assert.Equal(tenant.Desktops.Where(d => d.PoolId == pool).Select(d => d.DesktopId), desktops.Select(d => d.DesktopId));
        Assert.True(desktops.Count > 10_000);
        Assert.All(desktops, desktop => Assert.Empty(desktop.InconsistentTypes!));
    }

    [Theory]
    [MemberData(nameof(Oddities))]
    public async Task Oddities_of_the_service_do_not_change_what_is_read(string oddity)
    {
        bool all = oddity == "all";
        var quirks = new Quirks
        {
            AddressesAsArray = all || oddity == "addresses",
            DesktopAsArray = all || oddity == "desktop",
            UpperCaseNames = all || oddity == "names",
            OmitProcess = all || oddity == "process",
            ExtraFields = all || oddity == "extra",
        };
        var tenant = new EmulatedTenant(new EmulatorOptions { Quirks = quirks }, _clock);
        using WorkspaceClient client = await Emulated.ConnectAsync(tenant, _clock);

        List<Desktop> desktops = await client.Desktops.List().ToListAsync(Stop);

        Assert.Equal(
            tenant.Desktops.Select(d => (d.DesktopId, quirks.UpperCaseNames ? d.Name.ToUpperInvariant() : d.Name, d.IPAddress, d.ImageId, d.Status, d.TaskStatus, (DateTime?)d.Created.UtcDateTime)),
            desktops.Select(d => (d.DesktopId!, d.Name!, d.IPAddress!, d.ImageId!, d.Status!, d.TaskStatus!, d.Created)));
        Assert.All(desktops, desktop => Assert.Null(desktop.Progress));
        EmulatedDesktop one = tenant.Desktops[^1];
        Assert.Equal(one.IPAddress, (await client.Desktops.GetAsync(one.DesktopId, Stop)).IPAddress);
        Assert.Equal(tenant.Pools.Select(p => p.PoolId), await client.Pools.List().Select(p => p.PoolId!).ToListAsync(Stop));
        Assert.Equal(tenant.Images.Select(i => i.ImageId).Order(), await client.Images.List().Select(i => i.ImageId!).Order().ToListAsync(Stop));
    }

    [Theory]
    [InlineData(false, HttpStatusCode.BadRequest)]
    [InlineData(true, HttpStatusCode.NotFound)]
    public async Task An_unknown_pool_is_an_error_either_way(bool as404, HttpStatusCode status)
    {
        var tenant = new EmulatedTenant(new EmulatorOptions { Quirks = new() { PoolNotFoundIs404 = as404 } }, _clock);
        using WorkspaceClient client = await Emulated.ConnectAsync(tenant, _clock);

        WorkspaceException unknown = await Assert.ThrowsAsync<WorkspaceException>(() => client.Pools.GetAsync("nobody", Stop));

        Assert.Equal(status, unknown.StatusCode);
        Assert.Contains("nobody", unknown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pools_sub_jobs_are_seen_with_its_job()
    {
        var tenant = new EmulatedTenant(null, _clock);
        using WorkspaceClient client = await Emulated.ConnectAsync(tenant, _clock);
        string pool = tenant.Pools[0].PoolId;
        string id = await client.Pools.RebuildAsync(pool, new() { ImageId = tenant.Images[0].ImageId }, Stop);

        Job job = await client.Jobs.GetAsync(new(id), Stop);

        Assert.Equal(tenant.Desktops.Where(d => d.PoolId == pool).Select(d => d.DesktopId), job.DesktopId);
        Assert.Equal(0, await client.Jobs.ListAsync(new() { JobId = id }, Stop).CountAsync(Stop));
    }

    [Fact]
    public async Task A_pools_sub_jobs_are_seen_only_with_the_pool_where_the_service_is_odd_in_this()
    {
        var tenant = new EmulatedTenant(new EmulatorOptions { Quirks = new() { PoolJobsHideSubJobs = true } }, _clock);
        using WorkspaceClient client = await Emulated.ConnectAsync(tenant, _clock);
        string pool = tenant.Pools[0].PoolId;
        string id = await client.Pools.RebuildAsync(pool, new() { ImageId = tenant.Images[0].ImageId }, Stop);

        Job without = await client.Jobs.GetAsync(new(id), Stop);
        Job with = await client.Jobs.GetAsync(new(id, pool), Stop);

        Assert.Empty(without.SubJobs);
        Assert.Equal(tenant.Desktops.Where(d => d.PoolId == pool).Select(d => d.DesktopId), with.DesktopId);
        Assert.Equal("rebuildDesktopPool", with.Type);
        Assert.Equal(0, await client.Jobs.ListAsync(new() { JobId = id }, Stop).CountAsync(Stop));
        Assert.Equal(id, (await client.Jobs.ListAsync(new() { PoolId = pool }, Stop).SingleAsync(Stop)).JobId);
    }

    [Fact]
    public async Task A_job_whose_parts_appear_late_is_waited_for_to_its_end()
    {
        var tenant = new EmulatedTenant(new EmulatorOptions { JobSeconds = 60, FailureRate = 0.5, Quirks = new() { SubJobDelaySeconds = 30 } }, _clock);
        using WorkspaceClient client = await Emulated.ConnectAsync(tenant, _clock);
        string id = await client.Agents.InstallAsync([.. tenant.Desktops.Select(d => d.DesktopId)], Stop);

        List<JobUpdate> updates = await client.Jobs.WatchAsync([new(id)], null, Stop).ToListAsync(Stop);

        Assert.Empty(updates[0].Job!.SubJobs);
        Assert.Equal(("PartlyFailed", 24), (updates[^1].Job!.Status, updates[^1].Job!.SubJobs.Length));
        Assert.Equal(tenant.Desktops.Count(d => d.AgentInstalled), await client.Agents.List(new() { IsInstalled = true }).CountAsync(Stop));
        Assert.Equal(updates.Select(u => u.Job!.Progress).Order(), updates.Select(u => u.Job!.Progress));
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_answers_byte_for_byte_and_another_seed_others()
    {
        string first = await AnswersAsync(7);
        string second = await AnswersAsync(7);
        string other = await AnswersAsync(8);

        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
    }

    private async Task<string> AnswersAsync(int seed)
    {
        var observer = new RecordingObserver();
        var tenant = new EmulatedTenant(new EmulatorOptions { Seed = seed, Desktops = 150 }, _clock);
        using WorkspaceClient client = await Emulated.ConnectAsync(tenant, _clock, observer: observer);
        await client.Desktops.List().CountAsync(Stop);
        await client.Desktops.ListSummaries().CountAsync(Stop);
        await client.Pools.List().CountAsync(Stop);
        await client.Pools.ListDesktops(tenant.Pools[0].PoolId, Inconsistency.Image).CountAsync(Stop);
        await client.Images.List().CountAsync(Stop);
        await client.Agents.List().CountAsync(Stop);
        await client.Desktops.CheckSysprepAsync(null, Stop);
        await client.Agents.InstallAsync([tenant.Desktops[0].DesktopId], Stop);
        return string.Join('\n', observer.Traces.Select(trace => $"{trace.Method} {trace.Target} {trace.RequestId} {trace.ResponseBody}"));
    }
}
