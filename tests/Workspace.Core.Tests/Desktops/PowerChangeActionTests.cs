using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Actions;
using Workspace.Desktops;
using Workspace.Emulator;
using Workspace.Emulator.Faults;
using Workspace.Jobs;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Desktops;

/// <summary>A change of power, from the check of the first desktop to the last one that has reached its state.</summary>
public sealed class PowerChangeActionTests() : ActionScene(jobSeconds: 60)
{
    private readonly ActionRecorder _recorder = new();

    [Fact]
    public async Task Desktops_are_changed_in_one_request_and_returned_as_they_were()
    {
        string[] ids = Ids("ACTIVE", 2);

        List<ActionResult> results = await RunAsync(PowerAction.Stop, Desktops(ids));

        Assert.Equal(ids, results.Select(result => result.Desktop?.DesktopId));
        Assert.All(results, result => Assert.Equal("ACTIVE", result.Desktop!.Status));
        Assert.EndsWith("/desktops/action", Assert.Single(Posts).Path, StringComparison.Ordinal);
        Assert.Equal([("Stop", ": programs are closed"), ("Stop", ": programs are closed")], _recorder.Confirmations.Select(change => (change.Action, change.Loss)));
        Assert.Empty(_recorder.Events);
    }

    [Fact]
    public async Task Desktops_are_returned_with_Wait_when_they_have_reached_their_state()
    {
        string[] ids = Ids("ACTIVE", 2);

        List<ActionResult> results = await RunAsync(PowerAction.Stop, Desktops(ids), new() { Wait = true });

        Assert.Equal(ids, results.Select(result => result.Desktop?.DesktopId));
        Assert.All(results, result => Assert.Equal("SHUTOFF", result.Desktop!.Status));
        Assert.Equal(["Stop of 2 desktops", "done", "done", "ended"], _recorder.Events);
    }

    [Fact]
    public async Task A_desktop_in_the_wanted_state_is_returned_and_not_sent_unless_by_force()
    {
        string[] ids = Ids("SHUTOFF", 1);

        ActionResult skipped = Assert.Single(await RunAsync(PowerAction.Stop, Desktops(ids)));

        Assert.Equal(ids[0], skipped.Desktop?.DesktopId);
        Assert.EndsWith("is SHUTOFF: nothing to do.", Assert.Single(_recorder.Notes), StringComparison.Ordinal);
        Assert.Empty(_recorder.Confirmations);
        Assert.Empty(Posts);

        await RunAsync(PowerAction.Stop, Desktops(ids), byForce: true);
        Assert.Contains("\"HARD\"", Assert.Single(Posts).BodyText, StringComparison.Ordinal);
        Assert.Equal("Stop by force", Assert.Single(_recorder.Confirmations).Action);
    }

    [Fact]
    public async Task Nothing_is_sent_for_a_target_that_is_not_confirmed()
    {
        string[] ids = Ids("ACTIVE", 2);
        _recorder.Decide = change => change.Pool is null && change.Desktops.First().DesktopId == ids[1];

        List<ActionResult> results = await RunAsync(PowerAction.Restart, [.. Desktops(ids), FleetTarget.Pool(Pool)]);

        Assert.Equal(ids[1], Assert.Single(results).Desktop?.DesktopId);
        Assert.Contains($"[\"{ids[1]}\"]", Assert.Single(Posts).BodyText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PowerAction.Start, false, true, false)]
    [InlineData(PowerAction.Start, true, true, true)]
    [InlineData(PowerAction.Stop, false, true, true)]
    [InlineData(PowerAction.Stop, false, false, false)]
    [InlineData(PowerAction.Stop, true, false, true)]
    public async Task Work_is_lost_by_force_and_where_a_user_is_signed_in(PowerAction action, bool byForce, bool inUse, bool losesWork)
    {
        string id = Tenant.Desktops.First(desktop => desktop.Status == "ACTIVE" && desktop.LoginStatus is "CONNECTED" or "DISCONNECTED" == inUse).DesktopId;
        _recorder.Decide = _ => false;

        await RunAsync(action, Desktops([id]), byForce: byForce, settings: new() { Force = true });

        Assert.Equal(losesWork, Assert.Single(_recorder.Confirmations).LosesWork);
    }

    [Fact]
    public async Task A_desktop_that_does_not_exist_is_an_error_and_the_others_go_on()
    {
        string[] ids = Ids("ACTIVE", 1);

        List<ActionResult> results = await RunAsync(PowerAction.Stop, Desktops(["absent", .. ids]));

        Assert.Equal((WorkspaceException.NotFound, "absent", false), ((results[0].Error as WorkspaceException)?.Code, results[0].Target, results[0].EndsAction));
        Assert.Equal("Check the id: Get-WsDesktop lists all desktops.", ((WorkspaceException)results[0].Error!).Advice);
        Assert.Equal(ids, results.Skip(1).Select(result => result.Desktop?.DesktopId));
    }

    [Fact]
    public async Task A_desktop_that_the_service_refuses_is_an_error_and_the_others_are_accepted()
    {
        string[] ids = [.. Ids("ACTIVE", 2), .. Ids("SHUTOFF", 1)];

        List<ActionResult> results = await RunAsync(PowerAction.Restart, Desktops(ids), new() { Wait = true });

        Assert.Equal(ids[2], Assert.Single(results, result => result.Error is not null).Target);
        Assert.Equal(ids.Take(2), results.Select(result => result.Desktop?.DesktopId).OfType<string>());
        Assert.Equal("Restart of 2 desktops", _recorder.Events[0]);
    }

    [Fact]
    public async Task An_unknown_outcome_is_an_error_of_each_desktop_and_is_sent_again_only_with_RetryAmbiguous()
    {
        string[] ids = Ids("ACTIVE", 2);
        Strike(FaultEffect.Lose());

        List<ActionResult> results = await RunAsync(PowerAction.Stop, Desktops(ids));

        Assert.Equal(ids, results.Select(result => result.Target));
        Assert.All(results, result => Assert.Equal(WorkspaceException.AmbiguousOutcome, (result.Error as WorkspaceException)?.Code));
        Assert.Single(Posts);

        Strike(FaultEffect.Lose());
        Assert.Equal(ids, (await RunAsync(PowerAction.Stop, Desktops(ids), new() { RetryAmbiguous = true })).Select(result => result.Desktop?.DesktopId));
        Assert.Equal(3, Posts.Length);
    }

    [Fact]
    public async Task A_desktop_that_is_late_is_an_error_that_names_it()
    {
        string[] ids = Ids("ACTIVE", 2);

        List<ActionResult> results = await RunAsync(PowerAction.Stop, Desktops(ids), new() { Wait = true, Timeout = TimeSpan.FromSeconds(30) });

        Assert.Equal(ids, results.Select(result => result.Target));
        Assert.All(results, result => Assert.Equal(
            (WorkspaceException.Timeout, $"Look at it with: Get-WsDesktop -DesktopId {result.Target}"),
            (((WorkspaceException)result.Error!).Code, ((WorkspaceException)result.Error!).Advice)));
        Assert.Equal(["Stop of 2 desktops", "done", "done", "ended"], _recorder.Events);
    }

    [Fact]
    public async Task A_pools_job_comes_first_and_its_desktops_as_they_were()
    {
        List<ActionResult> results = await RunAsync(PowerAction.Stop, [FleetTarget.Pool(Pool), FleetTarget.Pool(Pool.ToUpperInvariant())]);

        Assert.Equal((Assert.Single(Tenant.Jobs).JobId, Pool), (results[0].Job?.JobId, results[0].Job?.PoolId));
        Assert.Equal(InPool(), results.Skip(1).Select(result => result.Desktop?.DesktopId));
        Assert.All(results.Skip(1), result => Assert.Equal(Pool, result.Desktop!.PoolId));
        ActionConfirmation confirmation = Assert.Single(_recorder.Confirmations);
        Assert.Equal((true, true, Pool), (confirmation.IsWholePool, confirmation.LosesWork, confirmation.Pool?.PoolId));
        Assert.Single(Posts);
    }

    // Somebody may sign in meanwhile.
    [Theory]
    [InlineData(PowerAction.Stop, true)]
    [InlineData(PowerAction.Start, false)]
    public async Task Work_may_be_lost_in_a_pool_that_nobody_is_signed_in_to(PowerAction action, bool losesWork)
    {
        await Client.Users.LogOffAsync(InPool(), null, Stop);
        Clock.Advance(TimeSpan.FromMinutes(2));
        _recorder.Decide = _ => false;

        await RunAsync(action, [FleetTarget.Pool(Pool)], new() { Force = true });

        ActionConfirmation confirmation = Assert.Single(_recorder.Confirmations);
        Assert.DoesNotContain(confirmation.Desktops, desktop => desktop.InUse);
        Assert.Equal(losesWork, confirmation.LosesWork);
    }

    [Fact]
    public async Task A_pools_job_is_waited_for_and_then_its_desktops()
    {
        List<ActionResult> results = await RunAsync(PowerAction.Stop, [FleetTarget.Pool(Pool)], new() { Wait = true });

        Assert.Equal(JobStatus.Succeeded, results[0].Job?.Status);
        string[] changed = [.. results[0].Job!.DesktopId];
        Assert.NotEmpty(changed);
        Assert.Equal(changed.Order(), results.Skip(1).Select(result => result.Desktop?.DesktopId).Order());
        Assert.All(results.Skip(1), result => Assert.Equal(("SHUTOFF", Pool), (result.Desktop!.Status, result.Desktop.PoolId)));
        Assert.Equal(["job started", "wait for 1 jobs", "ended", $"Stop of {changed.Length} desktops"], _recorder.Events.Take(4));
    }

    [Fact]
    public async Task Parts_of_a_pools_job_that_failed_are_not_waited_for()
    {
        var tenant = new EmulatedTenant(new() { JobSeconds = 60, FailureRate = 0.5 }, Clock);
        using WorkspaceClient client = await Emulated.ConnectAsync(tenant, Clock);
        await using PowerChangeAction action = new(client, PowerAction.Stop, byForce: false, new() { Wait = true }, _recorder);

        List<ActionResult> results = await action.RunAsync([FleetTarget.Pool(tenant.Pools[0].PoolId)], Stop).ToListAsync(Stop);

        Job job = results[0].Job!;
        Assert.Equal(JobStatus.PartlyFailed, job.Status);
        Assert.Equal(
            job.SubJobs.Where(part => part.Status == "SUCCESS").Select(part => part.DesktopId).Order(),
            results.Skip(1).Select(result => result.Desktop?.DesktopId).Order());
    }

    [Fact]
    public async Task A_pool_that_does_not_exist_is_an_error_and_the_others_go_on()
    {
        List<ActionResult> results = await RunAsync(PowerAction.Stop, [FleetTarget.Pool("absent"), FleetTarget.Pool(Pool)]);

        Assert.Equal("absent", results[0].Target);
        Assert.NotNull(results[1].Job);
    }

    [Fact]
    public async Task A_refused_key_ends_the_action_after_the_jobs_that_were_started()
    {
        Tenant.Faults.Add(new Fault { Method = "POST", Path = Tenant.Pools[1].PoolId, Times = null, Effect = FaultEffect.Error(401, "APIGW.0301", "Incorrect IAM authentication information.") });

        List<ActionResult> results = await RunAsync(
            PowerAction.Stop,
            [.. Tenant.Pools.Select(pool => FleetTarget.Pool(pool.PoolId))],
            new() { Wait = true });

        Assert.Equal(2, results.Count);
        Assert.Equal(Pool, results[0].Job?.PoolId);
        Assert.Equal((true, Tenant.Pools[1].PoolId), (results[1].EndsAction, results[1].Target));
        Assert.Equal(["job started"], _recorder.Events);
        Assert.DoesNotContain(Posts, request => request.Path.Contains(Tenant.Pools[2].PoolId, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reader_that_stops_stops_the_action()
    {
        await using PowerChangeAction action = Action(PowerAction.Stop);
        await foreach (ActionResult result in action.RunAsync([.. Tenant.Pools.Select(pool => FleetTarget.Pool(pool.PoolId))], Stop))
        {
            Assert.NotNull(result.Job);
            break;
        }

        Assert.Single(Posts);
    }

    [Fact]
    public async Task A_stop_ends_the_wait_for_states()
    {
        using var stop = new CancellationTokenSource();
        await using PowerChangeAction action = Action(PowerAction.Stop, new() { Wait = true });
        Clock.OnDelay = stop.Cancel;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => action.RunAsync(Desktops(Ids("ACTIVE", 2)), stop.Token).ToListAsync(Stop).AsTask());

        Assert.Single(Posts);
        Assert.Equal(["Stop of 2 desktops", "ended"], _recorder.Events);
        Assert.Single(Clock.Delays);
    }

    private string[] Ids(string status, int count) =>
        [.. Tenant.Desktops.Where(desktop => desktop.Status == status && desktop.TaskStatus.Length == 0 && desktop.PoolId != Pool).Take(count).Select(desktop => desktop.DesktopId)];

    private string[] InPool() => [.. Tenant.Desktops.Where(desktop => desktop.PoolId == Pool).Select(desktop => desktop.DesktopId)];

    private static FleetTarget[] Desktops(string[] ids) => [.. ids.Select(FleetTarget.Desktop)];

    private PowerChangeAction Action(PowerAction action, ActionSettings? settings = null, bool byForce = false) => new(Client, action, byForce, settings ?? new(), _recorder);

    private async Task<List<ActionResult>> RunAsync(PowerAction action, FleetTarget[] targets, ActionSettings? settings = null, bool byForce = false)
    {
        await using PowerChangeAction change = Action(action, settings, byForce);
        return await change.RunAsync(targets, Stop).ToListAsync(Stop);
    }
}
