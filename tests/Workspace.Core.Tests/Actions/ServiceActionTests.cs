using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Actions;
using Workspace.Images;
using Workspace.Jobs;
using Workspace.Pools;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Actions;

/// <summary>A use case is one call: from the check of the first input to the end of the last job.</summary>
public sealed class ServiceActionTests : ActionScene
{
    private readonly TestObserver _observer = new();

    [Fact]
    public async Task Capture_with_wait_returns_its_job_with_the_image()
    {
        await using var action = new ImageCaptureAction(Client, new() { Wait = true }, _observer);

        ActionResult result = Assert.Single(await action.RunAsync([Capture("win11-new")], Stop).ToListAsync(Stop));

        Assert.Equal(JobStatus.Succeeded, result.Job!.Status);
        Assert.Equal(Tenant.Images.Single(image => image.Name == "win11-new").ImageId, result.Job.ImageId);
        Assert.Equal([result.Job.JobId], _observer.Started.Select(job => job.JobId));
        Assert.Equal(["wait for 1", "wait ended"], _observer.Events);
    }

    [Fact]
    public async Task Capture_that_is_not_confirmed_sends_nothing()
    {
        var refusing = new TestObserver(_ => false);
        await using var action = new ImageCaptureAction(Client, new() { Wait = true }, refusing);

        Assert.Empty(await action.RunAsync([Capture("win11-new")], Stop).ToListAsync(Stop));

        Assert.Equal(Desktop, Assert.Single(Assert.Single(refusing.Asked).Desktops).DesktopId);
        Assert.Empty(Posts);
    }

    [Fact]
    public async Task Invalid_input_is_an_error_of_that_input_and_the_others_go_on()
    {
        await using var action = new ImageCaptureAction(Client, new(), _observer);

        List<ActionResult> results = await action.RunAsync([Capture("a/b"), Capture(Tenant.Images.First(image => image.Type == "private").Name), Capture("win11-new")], Stop).ToListAsync(Stop);

        Assert.IsType<ArgumentException>(results[0].Error);
        Assert.Equal(WorkspaceException.ImageNameExists, Assert.IsType<WorkspaceException>(results[1].Error).Code);
        Assert.All(results.Take(2), result => Assert.Equal(Desktop, result.Target));
        Assert.Equal(JobStatus.Waiting, results[2].Job!.Status);
    }

    [Fact]
    public async Task A_reader_that_stops_starts_no_more()
    {
        await using var action = new ImageCaptureAction(Client, new(), _observer);
        ImageCapture[] captures = [Capture("win11-a"), new() { DesktopId = Tenant.Desktops[1].DesktopId, ImageName = "win11-b" }];

        await foreach (ActionResult result in action.RunAsync(captures, Stop))
        {
            Assert.NotNull(result.Job);
            break;
        }

        Assert.Single(Posts);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await action.AddAsync(captures[1]).ToListAsync(Stop));
        Assert.Single(Posts);
    }

    [Fact]
    public async Task Cancelled_wait_ends_and_the_job_was_reported()
    {
        using var stop = new CancellationTokenSource();
        var observer = new TestObserver();
        await using var action = new PoolRebuildAction(Client, new() { ImageId = NewImage }, new() { Wait = true }, observer: new StoppingObserver(observer, stop));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await action.RunAsync([new(Pool)], stop.Token).ToListAsync(Stop));

        Assert.Equal(Tenant.Jobs[0].JobId, Assert.Single(observer.Started).JobId);
    }

    [Fact]
    public async Task Rebuild_of_a_pool_is_verified_and_a_second_one_is_skipped()
    {
        string image = NewImage;
        async Task<Job> RebuildAsync()
        {
            await using var action = new PoolRebuildAction(Client, new() { ImageId = image, DelayMinutes = 0 }, new() { Wait = true }, observer: _observer);
            return Assert.Single(await action.RunAsync([new(Pool)], Stop).ToListAsync(Stop)).Job!;
        }

        Assert.Equal(JobStatus.Succeeded, (await RebuildAsync()).Status);
        Assert.All(Tenant.Desktops.Where(desktop => desktop.PoolId == Pool), desktop => Assert.Equal(image, desktop.ImageId));
        Assert.Equal(JobStatus.Skipped, (await RebuildAsync()).Status);
        Assert.Single(Tenant.Jobs);
    }

    [Fact]
    public async Task Image_that_does_not_exist_ends_the_action_before_anything_is_sent()
    {
        await using var action = new PoolRebuildAction(Client, new() { ImageId = "no-image" }, new() { Wait = true }, observer: _observer);

        ActionResult end = Assert.Single(await action.RunAsync([.. Tenant.Pools.Select(pool => new PoolRebuildInput(pool.PoolId))], Stop).ToListAsync(Stop));

        Assert.True(end.EndsAction);
        Assert.Equal(WorkspaceException.NotFound, Assert.IsType<WorkspaceException>(end.Error).Code);
        Assert.Empty(Posts);
    }

    private string NewImage => Tenant.Images.First(image => image.Type == "private" && image.ImageId != Tenant.Pools[0].ImageId).ImageId;

    private ImageCapture Capture(string name) => new() { DesktopId = Desktop, ImageName = name };

    private sealed class StoppingObserver(TestObserver inner, CancellationTokenSource stop) : ActionObserver
    {
        public override void JobStarted(JobReference job) => inner.JobStarted(job);

        public override void JobPolled(JobUpdate update, string name) => stop.Cancel();
    }
}
