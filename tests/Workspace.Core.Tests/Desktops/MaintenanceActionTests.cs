using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Workspace.Actions;
using Workspace.Desktops;
using Workspace.Emulator.Faults;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Desktops;

/// <summary>Maintenance, from the check of the first desktop to the last one that is in it.</summary>
public sealed class MaintenanceActionTests : ActionScene
{
    private readonly ActionRecorder _recorder = new();

    private string[] Puts => [.. Tenant.Requests.Where(request => request.Method == "PUT").Select(request => request.BodyText)];

    [Fact]
    public async Task Desktops_enter_maintenance_in_one_request_and_are_returned()
    {
        string[] ids = Ids(3);

        List<ActionResult> results = await RunAsync(true, ids);

        Assert.Equal(ids, results.Select(result => result.Desktop?.DesktopId));
        Assert.All(results, result => Assert.True(result.Desktop!.InMaintenanceMode));
        Assert.All(_recorder.Confirmations, change => Assert.Equal(("Enter maintenance", ": users are kept off it", false), (change.Action, change.Loss, change.LosesWork)));
        Assert.Single(Puts);
        Assert.All(ids, id => Assert.True(Tenant.Desktops.Single(desktop => desktop.DesktopId == id).InMaintenanceMode));
    }

    [Fact]
    public async Task A_desktop_in_the_wanted_mode_is_returned_and_not_sent()
    {
        string[] ids = Ids(2);
        await RunAsync(true, [ids[0]]);

        List<ActionResult> results = await RunAsync(true, ids);

        Assert.Equal(ids, results.Select(result => result.Desktop?.DesktopId));
        Assert.EndsWith("is in maintenance: nothing to do.", Assert.Single(_recorder.Notes), StringComparison.Ordinal);
        Assert.DoesNotContain(ids[0], Puts[1], StringComparison.Ordinal);

        await RunAsync(false, [Ids(3)[2]]);
        Assert.EndsWith("is not in maintenance: nothing to do.", _recorder.Notes[1], StringComparison.Ordinal);
        Assert.Equal(2, Puts.Length);
    }

    [Fact]
    public async Task A_desktop_that_is_not_confirmed_is_neither_sent_nor_returned()
    {
        _recorder.Decide = _ => false;

        Assert.Empty(await RunAsync(true, Ids(2)));
        Assert.Empty(Puts);
    }

    [Fact]
    public async Task A_refused_desktop_is_an_error_and_the_others_are_returned()
    {
        string[] ids = Ids(4);
        Tenant.Faults.Add(new Fault { Method = "PUT", Times = null, When = request => request.BodyText.Contains(ids[2], StringComparison.Ordinal), Effect = FaultEffect.Error(400, "WKS.0001", "Not this one.") });

        List<ActionResult> results = await RunAsync(true, ids);

        ActionResult refused = Assert.Single(results, result => result.Error is not null);
        Assert.Equal(("WKS.0001", ids[2]), (((WorkspaceException)refused.Error!).Code, refused.Target));
        Assert.Equal(ids.Where(id => id != ids[2]), results.Select(result => result.Desktop?.DesktopId).OfType<string>());
    }

    [Fact]
    public async Task What_cannot_be_an_id_is_an_error_and_the_others_go_on()
    {
        string[] ids = Ids(1);

        List<ActionResult> results = await RunAsync(true, [" ", .. ids, "absent"]);

        Assert.Equal([" ", "absent"], results.Where(result => result.Error is not null).Select(result => result.Target));
        Assert.IsType<ArgumentException>(results[0].Error);
        Assert.Equal(ids, results.Select(result => result.Desktop?.DesktopId).OfType<string>());
    }

    [Fact]
    public async Task A_reader_that_stops_stops_the_action()
    {
        string[] ids = Ids(2);
        await RunAsync(true, [ids[0]]);
        await using MaintenanceAction action = new(Client, true, _recorder);

        // The first has nothing to do, and comes before the second is sent.
        await foreach (ActionResult result in action.RunAsync(ids, Stop))
        {
            Assert.Equal(ids[0], result.Desktop?.DesktopId);
            break;
        }

        Assert.Single(Puts);
    }

    private string[] Ids(int count) => [.. Tenant.Desktops.Take(count).Select(desktop => desktop.DesktopId)];

    private async Task<List<ActionResult>> RunAsync(bool inMaintenanceMode, string[] ids)
    {
        await using MaintenanceAction action = new(Client, inMaintenanceMode, _recorder);
        return await action.RunAsync(ids, Stop).ToListAsync(Stop);
    }
}
