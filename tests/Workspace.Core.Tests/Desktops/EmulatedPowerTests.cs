using System;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Desktops;
using Workspace.Emulator;
using Workspace.Emulator.Desktops;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Desktops;

/// <summary>What an emulated tenant does with power, maintenance, sessions, messages and rebuilds.</summary>
public sealed class EmulatedPowerTests
{
    private static readonly int[] _seconds = [19, 20, 79, 80, 100];
    private static readonly string[] _logins = ["CONNECTED", "REGISTERED", "UNREGISTER"];

    private readonly ManualClock _clock = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(PowerAction.Start, "SHUTOFF", "powering-on", "ACTIVE", "REGISTERED", false)]
    [InlineData(PowerAction.Start, "HIBERNATED", "powering-on", "ACTIVE", "REGISTERED", false)]
    [InlineData(PowerAction.Stop, "ACTIVE", "powering-off", "SHUTOFF", "UNREGISTER", false)]
    [InlineData(PowerAction.Restart, "ACTIVE", "rebooting", "ACTIVE", "REGISTERED", false)]
    [InlineData(PowerAction.Restart, "ACTIVE", "rebooting_hard", "ACTIVE", "REGISTERED", true)]
    [InlineData(PowerAction.Suspend, "ACTIVE", "powering-off", "HIBERNATED", "UNREGISTER", false)]
    public async Task A_desktop_shows_a_task_and_then_its_new_state(PowerAction action, string from, string task, string to, string login, bool force)
    {
        EmulatedTenant tenant = Tenant(new() { Desktops = 60 });
        using WorkspaceClient client = await Emulated.ConnectAsync(tenant, _clock);
        string id = tenant.Desktops.First(d => d.Status == from).DesktopId;

        await client.Desktops.RunAsync([id], action, force, Stop);

        Assert.Equal((from, task), State(tenant, id));
        Assert.Equal((from, task), await ReadAsync(client, id));
        _clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal((to, ""), State(tenant, id));
        Assert.Equal((to, ""), await ReadAsync(client, id));
        Assert.Equal(login, tenant.Desktops.Single(d => d.DesktopId == id).LoginStatus);
        Assert.Empty(tenant.Jobs);
    }

    [Fact]
    public async Task A_pools_action_is_a_job_over_the_desktops_that_it_fits()
    {
        EmulatedTenant tenant = Tenant(new() { Desktops = 60, Pools = 1 });
        using WorkspaceClient client = await Emulated.ConnectAsync(tenant, _clock);
        string pool = tenant.Pools[0].PoolId;
        string[] on = [.. tenant.Desktops.Where(d => d.PoolId == pool && d.Status == "ACTIVE").Select(d => d.DesktopId)];

        string id = await client.Pools.RunAsync(pool, PowerAction.Suspend, cancellationToken: Stop);

        var job = Assert.Single(tenant.Jobs);
        Assert.Equal((id, "executeDesktopsAction", pool), (job.JobId, job.Type, job.PoolId));
        Assert.Equal(on, job.SubJobs.Select(s => s.DesktopId));
        _clock.Advance(TimeSpan.FromSeconds(60));
        Assert.All(on, desktop => Assert.Equal(("HIBERNATED", ""), State(tenant, desktop)));
    }

    // The task shows late, and the status later still.
    [Fact]
    public async Task States_lag_where_that_is_wanted()
    {
        EmulatedTenant tenant = Tenant(new() { Quirks = new() { StateLagSeconds = 20 } });
        using WorkspaceClient client = await Emulated.ConnectAsync(tenant, _clock);
        string id = tenant.Desktops[0].DesktopId;

        await client.Desktops.RunAsync([id], PowerAction.Stop, cancellationToken: Stop);
        DateTimeOffset begin = _clock.UtcNow;

        Assert.Equal(
            [("ACTIVE", ""), ("ACTIVE", "powering-off"), ("ACTIVE", "powering-off"), ("ACTIVE", ""), ("SHUTOFF", "")],
            _seconds.Select(second =>
            {
                _clock.Advance(begin.AddSeconds(second) - _clock.UtcNow);
                return State(tenant, id);
            }));
    }

    [Theory]
    [InlineData(PowerAction.Start, "ACTIVE")]
    [InlineData(PowerAction.Stop, "SHUTOFF")]
    [InlineData(PowerAction.Restart, "SHUTOFF")]
    [InlineData(PowerAction.Suspend, "SHUTOFF")]
    [InlineData(PowerAction.Suspend, "HIBERNATED")]
    public async Task What_does_not_fit_a_desktops_state_is_listed_as_failed(PowerAction action, string status)
    {
        EmulatedTenant tenant = Tenant(new() { Desktops = 60 });
        using WorkspaceClient client = await Emulated.ConnectAsync(tenant, _clock);
        EmulatedDesktop misfit = tenant.Desktops.First(d => d.Status == status);
        EmulatedDesktop fit = tenant.Desktops.First(d => d.Status == (action == PowerAction.Start ? "SHUTOFF" : "ACTIVE"));

        WorkspaceException partly = await Assert.ThrowsAsync<WorkspaceException>(() => client.Desktops.RunAsync([misfit.DesktopId, fit.DesktopId], action, cancellationToken: Stop));

        FailedOperation failed = Assert.Single(partly.Failures);
        Assert.Equal((misfit.DesktopId, misfit.Name, "WKS.00010032"), (failed.DesktopId, failed.DesktopName, failed.ErrorCode));
        Assert.Equal(HttpStatusCode.OK, partly.StatusCode);
        Assert.NotEmpty(State(tenant, fit.DesktopId).Task);
        Assert.Empty(State(tenant, misfit.DesktopId).Task);
    }

    [Fact]
    public async Task A_desktop_that_is_worked_on_is_refused()
    {
        EmulatedTenant tenant = Tenant(new());
        using WorkspaceClient client = await Emulated.ConnectAsync(tenant, _clock);
        string[] ids = [tenant.Desktops[0].DesktopId];
        await client.Desktops.RunAsync(ids, PowerAction.Restart, cancellationToken: Stop);

        WorkspaceException again = await Assert.ThrowsAsync<WorkspaceException>(() => client.Desktops.RunAsync(ids, PowerAction.Restart, cancellationToken: Stop));
        WorkspaceException rebuild = await Assert.ThrowsAsync<WorkspaceException>(() => RebuildAsync(client, tenant, ids));

        Assert.Single(again.Failures);
        Assert.Equal(HttpStatusCode.Conflict, rebuild.StatusCode);
    }

    [Fact]
    public async Task A_desktop_that_there_is_not_is_404_and_nothing_is_done_to_the_others()
    {
        EmulatedTenant tenant = Tenant(new());
        using WorkspaceClient client = await Emulated.ConnectAsync(tenant, _clock);
        string[] ids = [tenant.Desktops[0].DesktopId, "absent"];
        Func<Task>[] calls =
        [
            () => client.Desktops.RunAsync(ids, PowerAction.Stop, cancellationToken: Stop),
            () => client.Desktops.SetMaintenanceModeAsync(ids, true, Stop),
            () => client.Users.LogOffAsync(ids, null, Stop),
            () => client.Users.NotifyAsync(ids, "Hello", Stop),
            () => RebuildAsync(client, tenant, ids),
        ];

        foreach (Func<Task> call in calls)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await Assert.ThrowsAsync<WorkspaceException>(call)).StatusCode);
        }

        EmulatedDesktop first = tenant.Desktops[0];
        Assert.Equal(("ACTIVE", "", false), (first.Status, first.TaskStatus, first.InMaintenanceMode));
        Assert.Empty(tenant.Jobs);
    }

    [Theory]
    [InlineData(0.25)]
    [InlineData(1)]
    public async Task The_share_that_fails_holds(double rate)
    {
        EmulatedTenant tenant = Tenant(new() { Desktops = 40, Pools = 0, FailureRate = rate });
        using WorkspaceClient client = await Emulated.ConnectAsync(tenant, _clock);

        WorkspaceException partly = await Assert.ThrowsAsync<WorkspaceException>(() => client.Desktops.RunAsync([.. tenant.Desktops.Select(d => d.DesktopId)], PowerAction.Stop, cancellationToken: Stop));

        Assert.Equal(40 * rate, partly.Failures.Count);
        _clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(40 * (1 - rate), tenant.Desktops.Count(d => d.Status == "SHUTOFF"));
    }

    [Fact]
    public async Task A_pools_desktop_that_fails_stays_as_it_was()
    {
        EmulatedTenant tenant = Tenant(new() { FailureRate = 0.5 });
        using WorkspaceClient client = await Emulated.ConnectAsync(tenant, _clock);

        await client.Pools.RunAsync(tenant.Pools[0].PoolId, PowerAction.Stop, cancellationToken: Stop);
        _clock.Advance(TimeSpan.FromSeconds(60));

        var parts = Assert.Single(tenant.Jobs).SubJobs;
        Assert.Contains(parts, s => s.Status == "FAILED");
        Assert.All(parts, s => Assert.Equal((s.Status == "FAILED" ? "ACTIVE" : "SHUTOFF", ""), State(tenant, s.DesktopId)));
    }

    [Fact]
    public async Task A_pool_that_is_rebuilt_is_409()
    {
        EmulatedTenant tenant = Tenant(new());
        using WorkspaceClient client = await Emulated.ConnectAsync(tenant, _clock);
        await client.Pools.RebuildAsync(tenant.Pools[0].PoolId, new() { ImageId = tenant.Images[0].ImageId }, Stop);

        WorkspaceException busy = await Assert.ThrowsAsync<WorkspaceException>(() => client.Pools.RunAsync(tenant.Pools[0].PoolId, PowerAction.Stop, cancellationToken: Stop));

        Assert.Equal((HttpStatusCode.Conflict, "WKS.00010032"), (busy.StatusCode, busy.Code));
    }

    [Fact]
    public async Task Maintenance_shows_in_both_lists_and_can_be_filtered_by()
    {
        EmulatedTenant tenant = Tenant(new());
        using WorkspaceClient client = await Emulated.ConnectAsync(tenant, _clock);
        string id = tenant.Desktops[3].DesktopId;

        await client.Desktops.SetMaintenanceModeAsync([id], true, Stop);
        Assert.Equal([id], (await client.Desktops.List(new() { InMaintenanceMode = true }).ToListAsync(Stop)).Select(d => d.DesktopId));
        Assert.Equal([id], (await client.Desktops.ListSummaries().ToListAsync(Stop)).Where(d => d.InMaintenanceMode == true).Select(d => d.DesktopId));
        Assert.True(tenant.Desktops[3].InMaintenanceMode);

        await client.Desktops.SetMaintenanceModeAsync([id], false, Stop);
        Assert.Empty(await client.Desktops.List(new() { InMaintenanceMode = true }).ToListAsync(Stop));
    }

    [Fact]
    public async Task Who_is_logged_off_has_no_session_some_time_later()
    {
        EmulatedTenant tenant = Tenant(new() { Desktops = 60 });
        using WorkspaceClient client = await Emulated.ConnectAsync(tenant, _clock);
        var before = await client.Users.ListSessions().ToListAsync(Stop);
        string[] off = [.. before.Take(3).Select(s => s.DesktopId!)];

        await client.Users.LogOffAsync([.. off, tenant.Desktops.First(d => d.Status == "SHUTOFF").DesktopId], "Bye", Stop);

        Assert.Equal(before.Count, await client.Users.ListSessions().CountAsync(Stop));
        _clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(before.Select(s => s.DesktopId).Except(off), (await client.Users.ListSessions().ToListAsync(Stop)).Select(s => s.DesktopId));
        Assert.All(off, id => Assert.Equal("REGISTERED", tenant.Desktops.Single(d => d.DesktopId == id).LoginStatus));
        Assert.Contains(tenant.Desktops, d => d.Status == "SHUTOFF" && d.LoginStatus == "UNREGISTER");
    }

    [Fact]
    public async Task A_message_is_a_job_with_a_part_for_each_desktop()
    {
        EmulatedTenant tenant = Tenant(new());
        using WorkspaceClient client = await Emulated.ConnectAsync(tenant, _clock);
        string pool = tenant.Pools[1].PoolId;

        await client.Users.NotifyAsync([tenant.Desktops[0].DesktopId], "Hello", Stop);
        await client.Users.NotifyPoolAsync(pool, "Hello", Stop);

        Assert.Equal([("sendNotifications", null, 1), ("sendNotifications", pool, tenant.Pools[1].DesktopCount)], tenant.Jobs.Select(j => (j.Type, j.PoolId, j.SubJobs.Count)));
    }

    [Theory]
    [InlineData(null, 3)]
    [InlineData(Workspace.Pools.RebuildScope.ForExpandAndAll, 3)]
    [InlineData(Workspace.Pools.RebuildScope.ForExpandAndIdle, 2)]
    [InlineData(Workspace.Pools.RebuildScope.OnlyForExpand, 0)]
    public async Task Single_desktops_move_to_the_image_and_their_pool_keeps_its_own(Workspace.Pools.RebuildScope? scope, int count)
    {
        EmulatedTenant tenant = Tenant(new() { Desktops = 60 });
        using WorkspaceClient client = await Emulated.ConnectAsync(tenant, _clock);
        string pool = tenant.Pools[0].PoolId;
        string image = tenant.Pools[0].ImageId;
        string[] ids = [.. _logins.Select(login => tenant.Desktops.First(d => d.PoolId == pool && d.LoginStatus == login).DesktopId)];

        string job = await client.Desktops.RebuildAsync(new() { DesktopIds = ids, ImageId = tenant.Images[0].ImageId, ImageType = tenant.Images[0].Type, HandleType = scope }, Stop);
        _clock.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal((job, "rebuildDesktops", null), (tenant.Jobs[0].JobId, tenant.Jobs[0].Type, tenant.Jobs[0].PoolId));
        Assert.Equal(count, tenant.Desktops.Count(d => d.TaskStatus == "rebuilding"));
        _clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(count, ids.Count(id => tenant.Desktops.Single(d => d.DesktopId == id).ImageId == tenant.Images[0].ImageId));
        Assert.Equal(image, tenant.Pools[0].ImageId);
        Assert.Equal(count, await client.Pools.ListDesktops(pool, Workspace.Pools.Inconsistency.Image).CountAsync(Stop));
    }

    private static (string Status, string Task) State(EmulatedTenant tenant, string id)
    {
        EmulatedDesktop desktop = tenant.Desktops.Single(d => d.DesktopId == id);
        return (desktop.Status, desktop.TaskStatus);
    }

    private static async Task<(string? Status, string? Task)> ReadAsync(WorkspaceClient client, string id)
    {
        Desktop desktop = await client.Desktops.GetAsync(id, Stop);
        return (desktop.Status, desktop.TaskStatus);
    }

    private static Task<string> RebuildAsync(WorkspaceClient client, EmulatedTenant tenant, string[] ids) =>
        client.Desktops.RebuildAsync(new() { DesktopIds = ids, ImageId = tenant.Images[0].ImageId, ImageType = "gold" }, Stop);

    private EmulatedTenant Tenant(EmulatorOptions options)
    {
        options.JobSeconds = 60;
        return new EmulatedTenant(options, _clock);
    }
}
