using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Actions;
using Workspace.Emulator.Faults;
using Workspace.Tests.Support;
using Workspace.Users;
using Xunit;

namespace Workspace.Tests.Users;

/// <summary>A logoff, from the check of the first desktop until nobody is signed in to the last.</summary>
public sealed class LogOffActionTests() : ActionScene(jobSeconds: 60)
{
    private readonly ActionRecorder _recorder = new();

    [Fact]
    public async Task Users_are_logged_off_in_one_request_and_the_desktops_are_returned_as_they_were()
    {
        string[] ids = InUse(2);

        List<ActionResult> results = await RunAsync(ids);

        Assert.Equal(ids, results.Select(result => result.Desktop?.DesktopId));
        Assert.All(results, result => Assert.True(result.Desktop!.InUse));
        Assert.All(_recorder.Confirmations, change => Assert.Equal(("Log users off", ": what they have not saved is lost", true), (change.Action, change.Loss, change.LosesWork)));
        Assert.Contains("\"Bye\"", Assert.Single(Posts).BodyText, StringComparison.Ordinal);
        Assert.Empty(_recorder.Events);
    }

    [Fact]
    public async Task Desktops_are_returned_with_Wait_when_nobody_is_signed_in()
    {
        string[] ids = InUse(2);

        List<ActionResult> results = await RunAsync(ids, new() { Wait = true });

        Assert.Equal(ids, results.Select(result => result.Desktop?.DesktopId));
        Assert.All(results, result => Assert.False(result.Desktop!.InUse));
        Assert.Equal(["Log users off of 2 desktops", "done", "done", "ended"], _recorder.Events);
    }

    [Fact]
    public async Task A_user_who_stays_is_an_error_of_the_desktop()
    {
        string[] ids = InUse(1);

        ActionResult late = Assert.Single(await RunAsync(ids, new() { Wait = true, Timeout = TimeSpan.FromSeconds(20) }));

        Assert.Equal((WorkspaceException.Timeout, ids[0]), ((late.Error as WorkspaceException)?.Code, late.Target));
        Assert.Contains("instead of logged off after 20 seconds", late.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_wait_is_over_when_the_whole_time_is()
    {
        string[] ids = InUse(1);
        await using LogOffAction action = new(Client, null, new() { Wait = true, Timeout = TimeSpan.FromMinutes(10) }, _recorder);
        Clock.Advance(TimeSpan.FromMinutes(10));

        ActionResult late = Assert.Single(await action.RunAsync(ids, Stop).ToListAsync(Stop));

        Assert.Equal(WorkspaceException.Timeout, (late.Error as WorkspaceException)?.Code);
        Assert.Empty(Clock.Delays);
    }

    [Fact]
    public async Task An_unknown_outcome_is_an_error_of_each_desktop_and_is_not_waited_for()
    {
        string[] ids = InUse(2);
        Strike(FaultEffect.Lose());

        List<ActionResult> results = await RunAsync(ids, new() { Wait = true });

        Assert.Equal(ids, results.Select(result => result.Target));
        Assert.All(results, result => Assert.Equal(WorkspaceException.AmbiguousOutcome, (result.Error as WorkspaceException)?.Code));
        Assert.Single(Posts);
        Assert.Empty(_recorder.Events);
    }

    [Fact]
    public async Task Nothing_is_sent_for_a_desktop_that_is_not_confirmed()
    {
        _recorder.Decide = _ => false;

        Assert.Empty(await RunAsync(InUse(2)));
        Assert.Empty(Posts);
    }

    [Fact]
    public void A_message_that_is_too_long_is_refused_before_anything_is_sent() =>
        Assert.Throws<ArgumentException>(() => new LogOffAction(Client, new string('a', UserOperations.MaxLogoffMessageLength + 1), new()));

    [Fact]
    public async Task A_stop_ends_the_wait()
    {
        using var stop = new CancellationTokenSource();
        await using LogOffAction action = new(Client, null, new() { Wait = true }, _recorder);
        Clock.OnDelay = stop.Cancel;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => action.RunAsync(InUse(2), stop.Token).ToListAsync(Stop).AsTask());

        Assert.Equal(["Log users off of 2 desktops", "ended"], _recorder.Events);
        Assert.Single(Posts);
    }

    private string[] InUse(int count) =>
        [.. Tenant.Desktops.Where(desktop => desktop.LoginStatus is "CONNECTED" or "DISCONNECTED").Take(count).Select(desktop => desktop.DesktopId)];

    private async Task<List<ActionResult>> RunAsync(string[] ids, ActionSettings? settings = null)
    {
        await using LogOffAction action = new(Client, "Bye", settings ?? new(), _recorder);
        return await action.RunAsync(ids, Stop).ToListAsync(Stop);
    }
}
