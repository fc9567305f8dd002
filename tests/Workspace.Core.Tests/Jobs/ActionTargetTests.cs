using System;
using System.Linq;
using System.Threading.Tasks;
using Workspace.Emulator.Faults;
using Workspace.Jobs;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Jobs;

/// <summary>Which jobs stand in an action's way, and which may be taken for its own.</summary>
public sealed class ActionTargetTests : ActionScene
{
    [Theory]
    [InlineData("rebuild")]
    [InlineData("capture")]
    public async Task A_running_job_of_the_kind_is_named_and_nothing_is_sent(string action)
    {
        string running = await StartAsync(action);
        Clock.Advance(TimeSpan.FromSeconds(5));

        WorkspaceException busy = await Assert.ThrowsAsync<WorkspaceException>(() => StartAsync(action, new() { RetryAmbiguous = true }));

        Assert.Equal((WorkspaceException.ResourceBusy, false), (busy.Code, busy.IsOutcomeUnknown));
        Assert.Contains(running, busy.Message, StringComparison.Ordinal);
        Assert.Contains($"Wait-WsJob -JobId {running}" + (action == "rebuild" ? $" -PoolId {Pool}" : "") + ".", busy.Message, StringComparison.Ordinal);
        Assert.Single(Posts);
    }

    [Theory]
    [InlineData("rebuild")]
    [InlineData("capture")]
    public async Task Force_sends_all_the_same_and_the_service_decides(string action)
    {
        await StartAsync(action);
        Clock.Advance(TimeSpan.FromSeconds(5));

        WorkspaceException refused = await Assert.ThrowsAsync<WorkspaceException>(() => StartAsync(action, new() { Force = true }));

        Assert.Equal("WKS.00010032", refused.Code);
        Assert.Equal(2, Posts.Length);
    }

    [Theory]
    [InlineData("rebuild")]
    [InlineData("capture")]
    public async Task Force_adopts_only_the_new_job(string action)
    {
        string old = await StartAsync(action);
        Clock.Advance(TimeSpan.FromSeconds(601));
        Strike(FaultEffect.Processed(FaultEffect.Lose()));

        string job = await StartAsync(action, new() { Force = true });

        Assert.Equal([old, job], Tenant.Jobs.Select(j => j.JobId));
    }

    [Theory]
    [InlineData("rebuild")]
    [InlineData("capture")]
    public async Task A_job_on_another_target_is_neither_in_the_way_nor_adopted(string action)
    {
        string other = action == "rebuild"
            ? await Client.Pools.RebuildAsync(Tenant.Pools[1].PoolId, new() { ImageId = Image }, Stop)
            : await Client.Images.CaptureAsync(new() { DesktopId = Tenant.Desktops[2].DesktopId, ImageName = "other" }, Stop);
        Clock.Advance(TimeSpan.FromSeconds(5));
        Strike(FaultEffect.Processed(FaultEffect.Lose()));

        string job = await StartAsync(action);

        Assert.NotEqual(other, job);
        Assert.Equal([other, job], Tenant.Jobs.Select(j => j.JobId));
    }

    [Theory]
    [InlineData(1, "desktop id-1")]
    [InlineData(3, "3 desktops (id-1, id-2, id-3)")]
    [InlineData(100, "100 desktops (id-1 … id-100)")]
    public void An_installation_tells_its_desktops_or_the_first_and_the_last_of_many(int count, string description) =>
        Assert.Equal(description, ActionTarget.AgentInstallation([.. Enumerable.Range(1, count).Select(i => $"id-{i}")]).Description);

    [Fact]
    public async Task An_installation_adopts_no_job_of_fewer_or_other_desktops()
    {
        string[] ids = [.. Tenant.Desktops.Take(4).Select(d => d.DesktopId)];
        Strike(FaultEffect.Lose());

        WorkspaceException unknown = await Assert.ThrowsAsync<WorkspaceException>(() => Client.Jobs.StartAsync(
            ActionTarget.AgentInstallation([ids[0], ids[1]]),
            async token =>
            {
                Task<string> mine = Client.Agents.InstallAsync([ids[0], ids[1]], token);
                await Client.Agents.InstallAsync([ids[0]], token);
                await Client.Agents.InstallAsync([ids[1], ids[2], ids[3]], token);
                return await mine;
            },
            new(),
            Stop));

        Assert.Contains("No job of it was found.", unknown.Message, StringComparison.Ordinal);
        Assert.Equal(2, Tenant.Jobs.Count);
    }

    [Fact]
    public async Task An_installation_adopts_no_job_of_another_kind()
    {
        Strike(FaultEffect.Lose());

        WorkspaceException unknown = await Assert.ThrowsAsync<WorkspaceException>(() => Client.Jobs.StartAsync(
            ActionTarget.AgentInstallation([Desktop]),
            async token =>
            {
                Task<string> mine = Client.Agents.InstallAsync([Desktop], token);
                await Client.Images.CaptureAsync(new() { DesktopId = Desktop, ImageName = "meanwhile" }, token);
                return await mine;
            },
            new(),
            Stop));

        Assert.Equal(WorkspaceException.AmbiguousOutcome, unknown.Code);
        Assert.Equal("desktopToImage", Assert.Single(Tenant.Jobs).Type);
    }

    [Fact]
    public async Task An_installation_adopts_no_job_that_ran_before()
    {
        await StartAsync("agents");
        Clock.Advance(TimeSpan.FromSeconds(5));
        Strike(FaultEffect.Lose());

        WorkspaceException unknown = await Assert.ThrowsAsync<WorkspaceException>(() => StartAsync("agents"));

        Assert.Equal(WorkspaceException.AmbiguousOutcome, unknown.Code);
        Assert.Single(Tenant.Jobs);
    }
}
