using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Desktops;
using Workspace.Emulator;
using Workspace.Jobs;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Jobs;

/// <summary>The longest time there is may be given wherever something is waited for: it waits without end.</summary>
public sealed class EndlessWaitTests : IAsyncLifetime
{
    private readonly ManualClock _clock = new();
    private readonly EmulatedTenant _tenant;
    private WorkspaceClient _client = null!;

    public EndlessWaitTests() => _tenant = new EmulatedTenant(new() { Quirks = new() { StateLagSeconds = 100 } }, _clock);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _client = await Emulated.ConnectAsync(_tenant, _clock, options =>
    {
        options.Timeout = TimeSpan.MaxValue;
        options.Retry.Deadline = TimeSpan.MaxValue;
        options.Retry.LongestDelay = TimeSpan.MaxValue;
        options.Retry.FirstDelay = TimeSpan.MaxValue;
    });

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return default;
    }

    [Fact]
    public async Task A_job_and_then_its_pool_and_desktops_are_waited_for()
    {
        string pool = _tenant.Pools[0].PoolId;
        string image = _tenant.Images[0].ImageId;
        string job = await _client.Pools.RebuildAsync(pool, new() { ImageId = image }, Stop);

        JobUpdate ended = await _client.Jobs.WatchAsync([new(job, pool)], new() { Timeout = TimeSpan.MaxValue, PollInterval = TimeSpan.FromSeconds(5) }, Stop).LastAsync(Stop);

        Assert.Equal(JobStatus.Succeeded, ended.Job?.Status);
        Assert.True(await _client.Pools.WaitUntilSettledAsync(pool, TimeSpan.MaxValue, Stop));
        Assert.True(await _client.Desktops.WaitUntilIdleAsync(_tenant.Desktops[0].DesktopId, TimeSpan.MaxValue, Stop));
        Assert.True(await _client.Desktops.WaitUntilIdleAsync([_tenant.Desktops[0].DesktopId], TimeSpan.MaxValue, Stop));
        Assert.Null(await _client.Pools.WaitUntilFollowedAsync(pool, new() { ImageId = image }, [], TimeSpan.MaxValue, Stop));
    }

    [Fact]
    public async Task A_desktops_state_is_waited_for()
    {
        string desktop = _tenant.Desktops.First(d => d.Status == "ACTIVE").DesktopId;
        await _client.Desktops.RunAsync([desktop], PowerAction.Stop, cancellationToken: Stop);

        DesktopUpdate last = await _client.Desktops.WatchAsync([desktop], PowerAction.Stop, TimeSpan.MaxValue, Stop).LastAsync(Stop);

        Assert.Null(last.Error);
        Assert.Equal("SHUTOFF", last.Desktop?.Status);
    }

    [Fact]
    public async Task An_image_is_waited_for()
    {
        await _client.Images.CaptureAsync(new() { DesktopId = _tenant.Desktops[0].DesktopId, ImageName = "new" }, Stop);

        Assert.Equal("new", (await _client.Images.WaitForAsync("new", [], TimeSpan.MaxValue, Stop))?.Name);
    }

    [Fact]
    public async Task No_time_at_all_is_one_look() =>
        Assert.False(await _client.Jobs.WatchAsync([new(await _client.Images.CaptureAsync(new() { DesktopId = _tenant.Desktops[0].DesktopId, ImageName = "new" }, Stop))], new() { Timeout = TimeSpan.MinValue }, Stop).LastAsync(Stop) is { Error: null });

    [Fact]
    public async Task The_machines_clock_takes_it_and_can_be_stopped()
    {
        using var stop = new CancellationTokenSource();
        Task wait = Workspace.Http.SystemClock.Instance.DelayAsync(TimeSpan.MaxValue, stop.Token);

        Assert.False(wait.IsCompleted);
        stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }
}
