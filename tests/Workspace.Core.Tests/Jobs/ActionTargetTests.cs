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
    public async Task A_rebuild_of_a_desktop_is_in_the_way_of_one_that_includes_it()
    {
        string running = await StartAsync("desktop rebuild");
        Clock.Advance(TimeSpan.FromSeconds(5));
        string[] ids = [Tenant.Desktops[1].DesktopId, Desktop];

        WorkspaceException busy = await Assert.ThrowsAsync<WorkspaceException>(() => Client.Jobs.StartAsync(
            ActionTarget.DesktopRebuild(ids),
            token => Client.Desktops.RebuildAsync(new() { DesktopIds = ids, ImageId = Image, ImageType = "gold" }, token),
            new(),
            Stop));

        Assert.Equal(WorkspaceException.ResourceBusy, busy.Code);
        Assert.Contains(running, busy.Message, StringComparison.Ordinal);
        Assert.Single(Posts);
    }

    // The service documents no type for the jobs of messages, and two that may be those of power.
    [Theory]
    [InlineData("pool power", "pool message")]
    [InlineData("pool message", "pool power")]
    public async Task An_action_on_a_pool_adopts_no_job_that_was_there_before(string action, string before)
    {
        string old = await StartAsync(before);
        Clock.Advance(TimeSpan.FromSeconds(5));
        Strike(FaultEffect.Processed(FaultEffect.Lose()));

        string job = await StartAsync(action);

        Assert.Equal([old, job], Tenant.Jobs.Select(j => j.JobId));
    }

    [Theory]
    [InlineData("executeDesktopsAction", true)]
    [InlineData("operateDesktops", true)]
    [InlineData("something else", true)]
    [InlineData("rebuildDesktopPool", false)]
    [InlineData("createDesktops", false)]
    public async Task A_power_action_on_a_pool_adopts_a_job_of_a_kind_that_may_be_its_own(string type, bool adopted) =>
        Assert.Equal(adopted, await AdoptsAsync(ActionTarget.PoolPower("p1", "sales"), type));

    [Theory]
    [InlineData("sendNotifications", true)]
    [InlineData("executeDesktopsAction", false)]
    [InlineData("rebuildDesktops", false)]
    [InlineData("desktopToImage", false)]
    public async Task A_message_adopts_no_job_of_a_kind_that_the_service_documents(string type, bool adopted)
    {
        Assert.Equal(adopted, await AdoptsAsync(ActionTarget.PoolNotification("p1", "sales"), type));
        Assert.Equal(adopted, await AdoptsAsync(ActionTarget.Notification(["d1"]), type));
        Assert.Equal(adopted, await AdoptsAsync(ActionTarget.AgentInstallation(["d1"]), type));
    }

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

    // The action's answer is lost, and a job of a type turns up on its target.
    private static async Task<bool> AdoptsAsync(ActionTarget target, string type)
    {
        int looks = 0;
        StubHandler stub = StubHandler.By(request =>
            request.Method == "POST" ? StubAnswer.Empty(System.Net.HttpStatusCode.BadGateway)
            : ++looks == 1 ? StubAnswer.Ok("""{"total_count":0,"jobs":[]}""")
            : StubAnswer.Ok($$"""{"total_count":1,"jobs":[{"id":"s1","job_id":"j1","job_type":"{{type}}","status":"RUNNING","entities":{"desktop_id":"d1"} }]}"""));
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);
        try
        {
            return await client.Jobs.StartAsync(target, token => client.Users.NotifyPoolAsync("p1", "Hello", token), new(), Stop) == "j1";
        }
        catch (WorkspaceException unknown) when (unknown.Code == WorkspaceException.AmbiguousOutcome)
        {
            return false;
        }
    }
}
