using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Actions;
using Workspace.Emulator;
using Workspace.Emulator.Faults;
using Workspace.Jobs;
using Workspace.Tests.Support;
using Workspace.Users;
using Xunit;

namespace Workspace.Tests.Users;

/// <summary>A message to desktops and pools, from the check of the first to the end of the last job.</summary>
public sealed class NotificationActionTests() : ActionScene(jobSeconds: 60)
{
    private readonly ActionRecorder _recorder = new();

    [Fact]
    public async Task Desktops_share_a_job_and_a_pool_has_its_own()
    {
        string[] ids = Ids(2);

        List<ActionResult> results = await RunAsync([FleetTarget.Desktop(ids[0]), FleetTarget.Pool(Pool), FleetTarget.Desktop(ids[1]), FleetTarget.Desktop(ids[0])]);

        // A pool is started when it comes, desktops when they are together.
        Assert.Equal([Pool, null], results.Select(result => result.Job?.PoolId));
        Assert.Equal(ids, results[1].Job?.DesktopId);
        Assert.Equal(Tenant.Jobs.Select(job => job.JobId), results.Select(result => result.Job?.JobId));
        Assert.All(_recorder.Confirmations, change => Assert.Equal(("Show 'Hello'", "", false), (change.Action, change.Loss, change.LosesWork)));
        Assert.Equal(["job started", "job started"], _recorder.Events);
    }

    [Fact]
    public async Task Jobs_are_returned_with_Wait_when_they_have_ended()
    {
        string[] ids = Ids(2);

        List<ActionResult> results = await RunAsync([.. ids.Select(FleetTarget.Desktop), FleetTarget.Pool(Pool)], new() { Wait = true });

        Assert.All(results, result => Assert.Equal(JobStatus.Succeeded, result.Job?.Status));
        Assert.Equal(ids, results.Single(result => result.Job?.PoolId is null).Job?.DesktopId);
        Assert.NotEmpty(results.Single(result => result.Job?.PoolId == Pool).Job!.DesktopId);
        Assert.Equal(["job started", "job started", "wait for 2 jobs", "ended"], _recorder.Events);
    }

    [Fact]
    public async Task More_than_100_desktops_are_several_jobs()
    {
        var tenant = new EmulatedTenant(new() { Desktops = 150 }, Clock);
        using WorkspaceClient client = await Emulated.ConnectAsync(tenant, Clock);
        await using NotificationAction action = new(client, "Hello", new());

        List<ActionResult> results = await action.RunAsync([.. tenant.Desktops.Select(desktop => FleetTarget.Desktop(desktop.DesktopId))], Stop).ToListAsync(Stop);

        Assert.Equal([100, 50], results.Select(result => result.Job?.DesktopId.Length));
    }

    [Fact]
    public async Task A_refused_desktop_is_an_error_and_the_others_get_the_message()
    {
        string[] ids = Ids(2);
        Tenant.Faults.Add(new Fault { Method = "POST", Times = null, When = request => request.BodyText.Contains(ids[0], StringComparison.Ordinal), Effect = FaultEffect.Error(400, "WKS.0001", "Not this one.") });

        List<ActionResult> results = await RunAsync([.. ids.Select(FleetTarget.Desktop), FleetTarget.Desktop("absent")]);

        Assert.Equal(["absent", ids[0]], results.Where(result => result.Error is not null).Select(result => result.Target));
        Assert.Equal([ids[1]], Assert.Single(results, result => result.Job is not null).Job!.DesktopId);
    }

    [Fact]
    public async Task Jobs_that_cannot_be_read_before_are_an_error_of_the_desktops()
    {
        string[] ids = Ids(2);
        Tenant.Faults.Add(new Fault { Method = "GET", Path = "/workspace-sub-jobs", Times = null, Effect = FaultEffect.Error(403, "WKS.0403", "Not authorised.") });

        ActionResult result = Assert.Single(await RunAsync([.. ids.Select(FleetTarget.Desktop)]));

        Assert.Equal("WKS.0403", (result.Error as WorkspaceException)?.Code);
        Assert.Equal(ids, result.Target);
        Assert.Empty(Posts);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void A_message_without_text_is_refused_before_anything_is_sent(string message) =>
        Assert.Throws<ArgumentException>(() => new NotificationAction(Client, message, new()));

    [Fact]
    public async Task A_stop_ends_the_wait_and_the_job_was_told()
    {
        using var stop = new CancellationTokenSource();
        await using NotificationAction action = new(Client, "Hello", new() { Wait = true }, _recorder);
        Clock.OnDelay = stop.Cancel;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => action.RunAsync([FleetTarget.Pool(Pool)], stop.Token).ToListAsync(Stop).AsTask());

        Assert.Equal(["job started", "wait for 1 jobs", "ended"], _recorder.Events);
    }

    private string[] Ids(int count) => [.. Tenant.Desktops.Take(count).Select(desktop => desktop.DesktopId)];

    private async Task<List<ActionResult>> RunAsync(FleetTarget[] targets, ActionSettings? settings = null)
    {
        await using NotificationAction action = new(Client, "Hello", settings ?? new(), _recorder);
        return await action.RunAsync(targets, Stop).ToListAsync(Stop);
    }
}
