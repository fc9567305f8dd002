using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Desktops;
using Workspace.Emulator;
using Workspace.Emulator.Faults;
using Workspace.Emulator.Jobs;
using Workspace.Pools;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Faults;

/// <summary>The emulated service's own record of what it did.</summary>
public sealed class LedgerTests : IAsyncLifetime
{
    private readonly ManualClock _clock = new();
    private readonly EmulatedTenant _tenant;
    private WorkspaceClient _client = null!;

    public LedgerTests() => _tenant = new EmulatedTenant(null, _clock);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string[] Desktops => [.. _tenant.Desktops.Select(d => d.DesktopId)];

    public async ValueTask InitializeAsync() => _client = await Emulated.ConnectAsync(_tenant, _clock, options => options.Retry = new() { MaximumRetryCount = 0 });

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return default;
    }

    [Fact]
    public async Task Each_change_has_a_line_that_tells_what_on_what_when_and_by_which_request()
    {
        string pool = _tenant.Pools[0].PoolId;
        string[] members = [.. _tenant.Desktops.Where(d => d.PoolId == pool).Select(d => d.DesktopId)];

        string capture = await _client.Images.CaptureAsync(new() { DesktopId = Desktops[0], ImageName = "n" }, Stop);
        _clock.Advance(TimeSpan.FromSeconds(5));
        string rebuild = await _client.Pools.RebuildAsync(pool, new() { ImageId = _tenant.Images[0].ImageId }, Stop);
        string install = await _client.Agents.InstallAsync([Desktops[2], Desktops[1]], Stop);

        DateTimeOffset start = _tenant.Ledger[0].Time;
        Assert.Equal(
            [
                ("desktopToImage", null, Desktops[0], capture, 0),
                ("rebuildDesktopPool", pool, string.Join(' ', members), rebuild, 5),
                ("batchInstallCesAgent", null, $"{Desktops[2]} {Desktops[1]}", install, 5),
            ],
            _tenant.Ledger.Select(l => (l.Type, l.PoolId, string.Join(' ', l.DesktopIds), l.JobId, (l.Time - start).TotalSeconds)));
        Assert.Equal(_tenant.Requests.Where(r => r.Method == "POST"), _tenant.Ledger.Select(l => l.Request));
    }

    [Fact]
    public async Task Changes_without_a_job_have_a_line_too()
    {
        string[] ids = [.. Desktops.Take(2)];
        string off = _tenant.Desktops.First(d => d.Status == "SHUTOFF").DesktopId;

        WorkspaceException partly = await Assert.ThrowsAsync<WorkspaceException>(() => _client.Desktops.RunAsync([ids[0], off], PowerAction.Stop, cancellationToken: Stop));
        await Assert.ThrowsAsync<WorkspaceException>(() => _client.Desktops.RunAsync([off], PowerAction.Stop, cancellationToken: Stop));
        await _client.Desktops.SetMaintenanceModeAsync(ids, true, Stop);
        await _client.Users.LogOffAsync([ids[1]], null, Stop);

        Assert.Single(partly.Failures);
        Assert.Equal(
            [("os-stop", ids[0], null), ("maintenance-mode", string.Join(' ', ids), null), ("logoff", ids[1], null)],
            _tenant.Ledger.Select(l => (l.Type, string.Join(' ', l.DesktopIds), l.JobId)));
    }

    [Fact]
    public async Task A_rebuild_for_desktops_to_come_has_a_line_without_desktops()
    {
        await _client.Pools.RebuildAsync(_tenant.Pools[0].PoolId, new() { ImageId = _tenant.Images[0].ImageId, HandleType = RebuildScope.OnlyForExpand }, Stop);

        ExecutedOperation line = Assert.Single(_tenant.Ledger);
        Assert.Equal(_tenant.Pools[0].PoolId, line.PoolId);
        Assert.Empty(line.DesktopIds);
    }

    [Fact]
    public async Task What_was_refused_or_never_came_has_no_line_and_what_was_answered_to_nobody_has_one()
    {
        await _client.Agents.InstallAsync([Desktops[0]], Stop);
        await Assert.ThrowsAsync<WorkspaceException>(() => _client.Agents.InstallAsync([Desktops[0]], Stop));
        _tenant.Faults.Add(new Fault { Method = "POST", Effect = FaultEffect.Lose() });
        await Assert.ThrowsAsync<WorkspaceException>(() => _client.Agents.InstallAsync([Desktops[1]], Stop));
        _tenant.Faults.Add(new Fault { Method = "POST", Effect = FaultEffect.Processed(FaultEffect.Lose()) });
        await Assert.ThrowsAsync<WorkspaceException>(() => _client.Agents.InstallAsync([Desktops[2]], Stop));

        Assert.Equal([Desktops[0], Desktops[2]], _tenant.Ledger.Select(l => Assert.Single(l.DesktopIds)));
        Assert.Equal(_tenant.Jobs.Select(j => j.JobId), _tenant.Ledger.Select(l => l.JobId));
    }

    [Fact]
    public async Task It_keeps_its_lines_when_desktops_go()
    {
        var churning = new EmulatedTenant(new() { Desktops = 2, Pools = 0, Quirks = new() { DesktopsDeletedPerPage = 1 } }, _clock);
        using WorkspaceClient client = await Emulated.ConnectAsync(churning, _clock);
        string deleted = churning.Desktops[1].DesktopId;
        await client.Agents.InstallAsync([deleted], Stop);
        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(2, await client.Desktops.List().CountAsync(Stop));

        Assert.DoesNotContain(churning.Desktops, d => d.DesktopId == deleted);
        Assert.Equal(deleted, Assert.Single(Assert.Single(churning.Ledger).DesktopIds));
    }
}
