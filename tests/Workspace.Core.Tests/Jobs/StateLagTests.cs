using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Emulator;
using Workspace.Emulator.Faults;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Jobs;

/// <summary>The states of pools and desktops lag behind the end of a job, and are waited for, but not for ever.</summary>
public sealed class StateLagTests : IAsyncLifetime
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(5);

    private readonly ManualClock _clock = new();
    private readonly EmulatedTenant _tenant;
    private WorkspaceClient _client = null!;

    public StateLagTests() => _tenant = new EmulatedTenant(new() { Quirks = new() { StateLagSeconds = 100 } }, _clock);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Pool => _tenant.Pools[0].PoolId;

    public async ValueTask InitializeAsync()
    {
        _client = await Emulated.ConnectAsync(_tenant, _clock);
        string job = await _client.Pools.RebuildAsync(Pool, new() { ImageId = _tenant.Images[0].ImageId }, Stop);
        await _client.Jobs.WatchAsync([new(job, Pool)], null, Stop).LastAsync(Stop);
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return default;
    }

    [Fact]
    public async Task A_pool_is_waited_for_until_it_and_its_desktops_have_settled()
    {
        Assert.Equal("TEMPORARY", _tenant.Pools[0].Status);

        Assert.True(await _client.Pools.WaitUntilSettledAsync(Pool, _patience, Stop));

        Assert.Equal("STEADY", _tenant.Pools[0].Status);
        Assert.DoesNotContain(_tenant.Desktops, d => d.TaskStatus.Length > 0);
    }

    [Fact]
    public async Task A_desktop_is_waited_for_until_nothing_is_done_to_it()
    {
        string desktop = _tenant.Desktops.First(d => d.TaskStatus.Length > 0).DesktopId;

        Assert.True(await _client.Desktops.WaitUntilIdleAsync(desktop, _patience, Stop));

        Assert.Empty(_tenant.Desktops.Single(d => d.DesktopId == desktop).TaskStatus);
    }

    [Fact]
    public async Task The_wait_has_an_end()
    {
        DateTimeOffset begin = _clock.UtcNow;
        string desktop = _tenant.Desktops.First(d => d.TaskStatus.Length > 0).DesktopId;

        Assert.False(await _client.Pools.WaitUntilSettledAsync(Pool, TimeSpan.FromSeconds(20), Stop));
        Assert.Equal(TimeSpan.FromSeconds(20), _clock.UtcNow - begin);
        Assert.False(await _client.Desktops.WaitUntilIdleAsync(desktop, TimeSpan.FromSeconds(20), Stop));
        Assert.Equal(TimeSpan.FromSeconds(40), _clock.UtcNow - begin);
    }

    // Either may be the last to show the end.
    [Theory]
    [InlineData("TEMPORARY", "")]
    [InlineData("STEADY", "rebuilding")]
    public async Task Neither_the_pool_nor_a_desktop_is_enough_alone(string pool, string desktop)
    {
        int looks = 0;
        StubHandler stub = StubHandler.By(request => request.Path.EndsWith("/p1", StringComparison.Ordinal)
            ? StubAnswer.Ok($$"""{"id":"p1","status":"{{(++looks < 4 ? pool : "STEADY")}}"}""")
            : StubAnswer.Ok($$"""{"total_count":1,"desktops":[{"desktop_id":"d1","task_status":"{{(looks < 4 ? desktop : "")}}"}]}"""));
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        Assert.True(await client.Pools.WaitUntilSettledAsync("p1", _patience, Stop));

        Assert.Equal(4, looks);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(200)]
    public async Task Looks_that_fail_are_made_again(int status)
    {
        string desktop = _tenant.Desktops.First(d => d.TaskStatus.Length > 0).DesktopId;
        Fault fault = _tenant.Faults.Add(new Fault { Path = "/desktop", Times = 7, Effect = FaultEffect.Html(status) });

        Assert.True(await _client.Pools.WaitUntilSettledAsync(Pool, _patience, Stop));
        Assert.True(await _client.Desktops.WaitUntilIdleAsync(desktop, _patience, Stop));

        Assert.Equal(7, fault.Strikes);
    }
}
