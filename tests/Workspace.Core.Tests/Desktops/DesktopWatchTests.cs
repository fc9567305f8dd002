using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Desktops;
using Workspace.Emulator;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Desktops;

/// <summary>Waiting for the states that power actions lead to.</summary>
public sealed class DesktopWatchTests
{
    private readonly ManualClock _clock = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(PowerAction.Start, "ACTIVE")]
    [InlineData(PowerAction.Restart, "ACTIVE")]
    [InlineData(PowerAction.Stop, "SHUTOFF")]
    [InlineData(PowerAction.Suspend, "HIBERNATED")]
    [InlineData(PowerAction.Suspend, "SHUTOFF")]
    [InlineData(PowerAction.Start, "active")]
    public async Task A_desktop_is_there_when_it_was_seen_so_twice(PowerAction action, string status)
    {
        List<DesktopUpdate> updates = await WatchAsync(action, $"{status}/");

        Assert.Equal([false, true], updates.Select(u => u.IsLast));
        Assert.Null(updates[^1].Error);
        Assert.Equal([10, 10], _clock.Delays.Select(d => d.TotalSeconds));
    }

    // Before a restart begins the desktop looks as it will afterwards.
    [Theory]
    [InlineData("ACTIVE/|ACTIVE/rebooting|ACTIVE/|ACTIVE/", 4)]
    [InlineData("ACTIVE/REBOOT_STARTED|ACTIVE/|ACTIVE/", 3)]
    [InlineData("ACTIVE/|SHUTOFF/|ACTIVE/|ACTIVE/", 4)]
    public async Task Twice_means_twice_in_a_row_with_nothing_being_done(string looks, int count) =>
        Assert.Equal(count, (await WatchAsync(PowerAction.Restart, looks.Split('|'))).Count);

    [Fact]
    public async Task A_desktop_that_broke_is_an_error_when_it_was_seen_so_twice()
    {
        List<DesktopUpdate> updates = await WatchAsync(PowerAction.Start, "ERROR/powering-on", "ERROR/", "ERROR/");

        DesktopUpdate last = updates[^1];
        Assert.Equal(3, updates.Count);
        Assert.Equal((WorkspaceException.WrongState, "d1", true), (last.Error?.Code, last.DesktopId, last.IsLast));
        Assert.Contains("PC-1 (d1) is in state ERROR instead of ACTIVE", last.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_time_is_up_an_error_tells_the_state()
    {
        DateTimeOffset begin = _clock.UtcNow;

        DesktopUpdate last = (await WatchAsync(PowerAction.Stop, TimeSpan.FromSeconds(25), "ACTIVE/powering-off"))[^1];

        Assert.Equal((WorkspaceException.Timeout, "ACTIVE"), (last.Error?.Code, last.Desktop?.Status));
        Assert.Contains("PC-1 is ACTIVE (powering-off) instead of SHUTOFF after 25 seconds", last.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(25), _clock.UtcNow - begin);
    }

    [Fact]
    public async Task Without_time_it_looks_once()
    {
        List<DesktopUpdate> updates = await WatchAsync(PowerAction.Stop, TimeSpan.Zero, "SHUTOFF/");

        Assert.Equal(WorkspaceException.Timeout, Assert.Single(updates).Error?.Code);
        Assert.Contains("is SHUTOFF, but was not seen so twice after 0 seconds", updates[0].Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_look_that_fails_is_made_again_and_a_refusal_is_final()
    {
        int looks = 0;
        StubHandler stub = StubHandler.By(_ => ++looks switch
        {
            1 => StubAnswer.Empty(HttpStatusCode.BadGateway),
            2 => StubAnswer.Html(HttpStatusCode.OK, "<html>"),
            3 => Desktop("ACTIVE/powering-off"),
            _ => StubAnswer.Json(HttpStatusCode.Forbidden, """{"error_code":"WKS.0403","error_msg":"no"}"""),
        });
        using WorkspaceClient client = await ConnectAsync(stub);

        List<DesktopUpdate> updates = await client.Desktops.WatchAsync(["d1"], PowerAction.Stop, TimeSpan.FromHours(1), Stop).ToListAsync(Stop);

        Assert.Equal([null, null, null, "WKS.0403"], updates.Select(u => u.Error?.Code));
        Assert.Equal("ACTIVE", updates[^1].Desktop?.Status);
    }

    [Fact]
    public async Task A_desktop_that_is_gone_is_an_error()
    {
        using WorkspaceClient client = await ConnectAsync(StubHandler.Always(StubAnswer.Json(HttpStatusCode.NotFound, """{"error_code":"WKS.0202","error_msg":"gone"}""")));

        DesktopUpdate last = await client.Desktops.WatchAsync(["d1"], PowerAction.Stop, TimeSpan.FromHours(1), Stop).LastAsync(Stop);

        Assert.Equal(WorkspaceException.NotFound, last.Error?.Code);
    }

    // Late both ways: what is done shows only after 12 seconds, and the new status 12 seconds after that.
    [Fact]
    public async Task Many_desktops_are_looked_at_a_hundred_at_a_time_until_the_last_is_there()
    {
        var tenant = new EmulatedTenant(new() { Desktops = 250, Pools = 0, JobSeconds = 30, Quirks = new() { StateLagSeconds = 12 } }, _clock);
        using WorkspaceClient client = await Emulated.ConnectAsync(tenant, _clock);
        string[] ids = [.. tenant.Desktops.Select(d => d.DesktopId)];
        foreach (string[] batch in ids.Chunk(100))
        {
            await client.Desktops.RunAsync(batch, PowerAction.Stop, cancellationToken: Stop);
        }

        int before = tenant.Requests.Count;
        DateTimeOffset begin = _clock.UtcNow;
        DesktopUpdate[] last = [.. (await client.Desktops.WatchAsync([.. ids, ids[0]], PowerAction.Stop, TimeSpan.FromMinutes(10), Stop).ToListAsync(Stop)).Where(u => u.IsLast)];

        Assert.Equal(ids, last.Select(u => u.DesktopId));
        Assert.All(last, u => Assert.Equal(("SHUTOFF", null), (u.Desktop?.Status, u.Error)));

        // The status shows after 54 seconds: seen after 60 and 70.
        Assert.Equal(TimeSpan.FromSeconds(70), _clock.UtcNow - begin);
        Assert.Equal(7 * 3, tenant.Requests.Count - before);
    }

    [Fact]
    public async Task A_restart_that_shows_late_is_waited_for()
    {
        var tenant = new EmulatedTenant(new() { JobSeconds = 60, Quirks = new() { StateLagSeconds = 12 } }, _clock);
        using WorkspaceClient client = await Emulated.ConnectAsync(tenant, _clock);
        string id = tenant.Desktops[0].DesktopId;
        await client.Desktops.RunAsync([id], PowerAction.Restart, cancellationToken: Stop);
        DateTimeOffset begin = _clock.UtcNow;

        DesktopUpdate last = await client.Desktops.WatchAsync([id], PowerAction.Restart, TimeSpan.FromMinutes(10), Stop).LastAsync(Stop);

        Assert.Null(last.Error);
        Assert.Equal(TimeSpan.FromSeconds(90), _clock.UtcNow - begin);
    }

    [Fact]
    public async Task It_ends_when_it_is_stopped()
    {
        using var stop = new CancellationTokenSource();
        var clock = new StillClock();
        using WorkspaceClient client = await TestClient.ConnectAsync(StubHandler.Always(Desktop("ACTIVE/")), options => options.Clock = clock);

        Task<DesktopUpdate> watch = client.Desktops.WatchAsync(["d1"], PowerAction.Start, TimeSpan.FromHours(1), stop.Token).LastAsync(Stop).AsTask();
        await clock.WaitedOn;
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watch);
    }

    private static StubAnswer Desktop(string look)
    {
        string[] parts = look.Split('/');
        return StubAnswer.Ok($$$"""{"desktop":{"desktop_id":"d1","computer_name":"PC-1","status":"{{{parts[0]}}}","task_status":"{{{parts[1]}}}"}}""");
    }

    private Task<WorkspaceClient> ConnectAsync(StubHandler stub) => TestClient.ConnectAsync(stub, options => options.Clock = _clock);

    private Task<List<DesktopUpdate>> WatchAsync(PowerAction action, params string[] looks) => WatchAsync(action, TimeSpan.FromHours(1), looks);

    // The last look stays.
    private async Task<List<DesktopUpdate>> WatchAsync(PowerAction action, TimeSpan timeout, params string[] looks)
    {
        int next = 0;
        using WorkspaceClient client = await ConnectAsync(StubHandler.By(_ => Desktop(looks[Math.Min(next++, looks.Length - 1)])));
        return await client.Desktops.WatchAsync(["d1"], action, timeout, Stop).ToListAsync(Stop);
    }
}
