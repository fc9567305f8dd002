using System;
using System.Linq;
using System.Threading.Tasks;
using Workspace.Desktops;
using Workspace.Emulator.Faults;
using Workspace.Jobs;
using Workspace.Pools;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Jobs;

/// <summary>An action whose answer is lost, and whose job shows nowhere, is known by what it changed.</summary>
public sealed class ActionTraceTests() : ActionScene(jobSeconds: 5, subJobDelaySeconds: 3600)
{
    [Theory]
    [InlineData("expand", false, "the pool has image ")]
    [InlineData("expand", true, "the pool has image ")]
    [InlineData("capture", false, "an image 'new' (")]
    [InlineData("capture", true, "an image 'new' (")]
    [InlineData("agents", false, "every desktop has the agent")]
    [InlineData("agents", true, "every desktop has the agent")]
    [InlineData("desktop rebuild", false, "desktop tmpl-01 shows it")]
    [InlineData("desktop rebuild", true, "desktop tmpl-01 shows it")]
    [InlineData("pool power", false, "desktop sales-01-")]
    [InlineData("pool power", true, "desktop sales-01-")]
    public async Task What_was_carried_out_is_said_to_be_and_is_never_sent_again(string action, bool retryAmbiguous, string trace)
    {
        Strike(FaultEffect.Processed(FaultEffect.Lose()));

        WorkspaceException unknown = await Assert.ThrowsAsync<WorkspaceException>(() => StartTracedAsync(action, retryAmbiguous));

        Assert.Equal((WorkspaceException.AmbiguousOutcome, true), (unknown.Code, unknown.IsOutcomeUnknown));
        Assert.Contains(trace, unknown.Message, StringComparison.Ordinal);
        Assert.Contains("It is not sent again. Look with: Get-WsJob", unknown.Message, StringComparison.Ordinal);
        Assert.Single(Posts);
    }

    [Theory]
    [InlineData("expand")]
    [InlineData("capture")]
    [InlineData("agents")]
    [InlineData("desktop rebuild")]
    [InlineData("pool power")]
    public async Task Without_a_trace_it_may_be_sent_again(string action)
    {
        Strike(FaultEffect.Lose());

        string job = await StartTracedAsync(action, retryAmbiguous: true);

        Assert.Equal(Assert.Single(Tenant.Jobs).JobId, job);
        Assert.Equal(2, Posts.Length);
    }

    [Fact]
    public async Task The_image_that_a_pool_had_before_is_no_trace()
    {
        string image = (await Client.Pools.GetAsync(Pool, Stop)).ImageId!;
        Strike(FaultEffect.Lose());

        WorkspaceException unknown = await Assert.ThrowsAsync<WorkspaceException>(() => ExpandAsync(image, retryAmbiguous: false));

        Assert.Contains("No job of it was found. Look with", unknown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Some_desktops_with_the_agent_are_no_trace()
    {
        string[] desktops = [.. Tenant.Desktops.Take(2).Select(d => d.DesktopId)];
        await Client.Agents.InstallAsync([desktops[0]], Stop);
        Strike(FaultEffect.Lose());

        WorkspaceException unknown = await Assert.ThrowsAsync<WorkspaceException>(() => InstallAsync(desktops, retryAmbiguous: false));

        Assert.Contains("No job of it was found. Look with", unknown.Message, StringComparison.Ordinal);
    }

    // Where all of them have it already, nothing tells whether they got it by this.
    [Fact]
    public async Task Desktops_that_had_the_agent_before_are_not_said_to_have_got_it()
    {
        await Client.Agents.InstallAsync([Desktop], Stop);
        Clock.Advance(TimeSpan.FromMinutes(1));
        Strike(FaultEffect.Lose());

        WorkspaceException unknown = await Assert.ThrowsAsync<WorkspaceException>(() => InstallAsync([Desktop], retryAmbiguous: true));

        Assert.Contains("every desktop has the agent or is getting it: it was carried out, or need not be. It is not sent again.", unknown.Message, StringComparison.Ordinal);
        Assert.Equal(2, Posts.Length);
    }

    [Fact]
    public async Task When_the_trace_cannot_be_read_the_action_is_not_sent_again()
    {
        Strike(FaultEffect.Processed(FaultEffect.Lose()));
        Tenant.Faults.Add(new Fault { Path = "/desktop-pools/", Method = "GET", After = 2, Times = null, Effect = FaultEffect.Lose() });

        WorkspaceException unknown = await Assert.ThrowsAsync<WorkspaceException>(() => StartTracedAsync("expand", retryAmbiguous: true));

        Assert.Equal(WorkspaceException.AmbiguousOutcome, unknown.Code);
        Assert.Contains("what it would have changed could not be read", unknown.Message, StringComparison.Ordinal);
        Assert.Single(Posts);
    }

    private async Task<string> StartTracedAsync(string action, bool retryAmbiguous) => action switch
    {
        "expand" => await ExpandAsync(await OtherImageAsync(), retryAmbiguous),
        "capture" => await Client.Jobs.StartAsync(
            ActionTarget.ImageCapture(Desktop, "tmpl-01", token => Client.Images.FindTraceAsync("new", [], token)),
            token => Client.Images.CaptureAsync(new() { DesktopId = Desktop, ImageName = "new" }, token),
            new() { RetryAmbiguous = retryAmbiguous },
            Stop),
        "desktop rebuild" => await RebuildAsync(await OtherImageAsync(), retryAmbiguous),
        "pool power" => await StopAsync(retryAmbiguous),
        _ => await InstallAsync([Desktop], retryAmbiguous),
    };

    private async Task<string> RebuildAsync(string image, bool retryAmbiguous)
    {
        var change = DesktopChange.Rebuild(image, [await Client.Desktops.GetAsync(Desktop, Stop)]);
        return await Client.Jobs.StartAsync(
            ActionTarget.DesktopRebuild([Desktop], findTraceAsync: token => Client.Desktops.FindTraceAsync(change, token)),
            token => Client.Desktops.RebuildAsync(new() { DesktopIds = [Desktop], ImageId = image, ImageType = "gold" }, token),
            new() { RetryAmbiguous = retryAmbiguous },
            Stop);
    }

    private async Task<string> StopAsync(bool retryAmbiguous)
    {
        var change = DesktopChange.Power(PowerAction.Stop, await Client.Desktops.List(new() { PoolIds = [Pool] }).ToListAsync(Stop));
        return await Client.Jobs.StartAsync(
            ActionTarget.PoolPower(Pool, "sales", token => Client.Desktops.FindTraceAsync(change, token)),
            token => Client.Pools.RunAsync(Pool, PowerAction.Stop, cancellationToken: token),
            new() { RetryAmbiguous = retryAmbiguous },
            Stop);
    }

    private async Task<string> OtherImageAsync()
    {
        string? now = (await Client.Pools.GetAsync(Pool, Stop)).ImageId;
        return Tenant.Images.First(image => image.ImageId != now).ImageId;
    }

    private async Task<string> ExpandAsync(string image, bool retryAmbiguous)
    {
        Pool before = await Client.Pools.GetAsync(Pool, Stop);
        return await Client.Jobs.StartAsync(
            ActionTarget.PoolRebuild(Pool, before.Name, token => Client.Pools.FindTraceAsync(before, image, token)),
            token => Client.Pools.RebuildAsync(Pool, new() { ImageId = image, HandleType = RebuildScope.OnlyForExpand }, token),
            new() { RetryAmbiguous = retryAmbiguous },
            Stop);
    }

    private Task<string> InstallAsync(string[] desktops, bool retryAmbiguous) => Client.Jobs.StartAsync(
        ActionTarget.AgentInstallation(desktops, null, token => Client.Agents.FindTraceAsync(desktops, token)),
        token => Client.Agents.InstallAsync(desktops, token),
        new() { RetryAmbiguous = retryAmbiguous },
        Stop);
}
