using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Desktops;
using Workspace.Emulator;
using Workspace.Emulator.Faults;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Desktops;

/// <summary>A change that has no job is made once; after a lost answer the desktops' states tell whether it was.</summary>
public sealed class DesktopChangeTests : ActionScene
{
    [Theory]
    [InlineData("Start", "reset")]
    [InlineData("Stop", "reset")]
    [InlineData("Stop", "500")]
    [InlineData("Stop", "late")]
    [InlineData("Stop", "HTML")]
    [InlineData("Restart", "504")]
    [InlineData("Suspend", "502")]
    public async Task A_lost_answer_to_what_was_carried_out_is_none(string action, string how)
    {
        Desktop[] desktops = await ReadAsync(action == "Start" ? "SHUTOFF" : "ACTIVE");
        Strike(FaultEffect.Processed(Effect(how)));

        Assert.Empty(await RunAsync(Enum.Parse<PowerAction>(action), desktops));

        Assert.Single(Posts);
        string warning = Assert.Single(Observer.Warnings);
        Assert.Contains("lost", warning, StringComparison.Ordinal);
        Assert.Contains("2 of 2 show that it was carried out", warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("reset")]
    [InlineData("500")]
    [InlineData("late")]
    [InlineData("HTML")]
    public async Task What_is_lost_before_it_was_carried_out_is_an_error_of_each_desktop(string how)
    {
        Desktop[] desktops = await ReadAsync("ACTIVE");
        Strike(Effect(how));

        var failed = await RunAsync(PowerAction.Restart, desktops);

        Assert.Equal(desktops.Select(d => d.DesktopId), failed.Select(f => f.Key));
        Assert.All(failed, f =>
        {
            Assert.Equal((WorkspaceException.AmbiguousOutcome, true), (f.Value.Code, f.Value.IsOutcomeUnknown));
            Assert.Contains($"Nobody knows whether Restart of desktop {f.Key} was carried out", f.Value.Message, StringComparison.Ordinal);
            Assert.Contains($"Look with: Get-WsDesktop -DesktopId {f.Key}.", f.Value.Message, StringComparison.Ordinal);
            Assert.Contains("-RetryAmbiguous", f.Value.Message, StringComparison.Ordinal);
            Assert.IsType<WorkspaceException>(f.Value.InnerException);
            Assert.EndsWith("/desktops/action", f.Value.Path, StringComparison.Ordinal);
        });
        Assert.Single(Posts);
        Assert.Equal(TimeSpan.FromSeconds(30), Clock.Delays.Aggregate(TimeSpan.Zero, (sum, delay) => sum + delay));
    }

    [Fact]
    public async Task It_is_sent_again_when_that_is_asked_for_but_only_once()
    {
        Desktop[] desktops = await ReadAsync("ACTIVE");
        Strike(FaultEffect.Lose());

        Assert.Empty(await RunAsync(PowerAction.Stop, desktops, retryAmbiguous: true));
        Assert.Equal(2, Posts.Length);
        Assert.Contains("sent again because RetryAmbiguous says so", Assert.Single(Observer.Warnings), StringComparison.Ordinal);

        Strike(FaultEffect.Lose(), times: 2);
        Assert.Equal(2, (await RunAsync(PowerAction.Restart, await ReadAsync("ACTIVE"), retryAmbiguous: true)).Count);
        Assert.Equal(4, Posts.Length);
    }

    [Fact]
    public async Task What_was_carried_out_is_not_sent_again_even_when_that_is_asked_for()
    {
        Strike(FaultEffect.Processed(FaultEffect.Lose()));

        Assert.Empty(await RunAsync(PowerAction.Stop, await ReadAsync("ACTIVE"), retryAmbiguous: true));

        Assert.Single(Posts);
    }

    // The service's refusals of some were lost with the answer: nothing shows on these.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Only_desktops_that_show_nothing_are_an_error_or_sent_again(bool retryAmbiguous)
    {
        Desktop busy = Assert.Single(await ReadAsync("SHUTOFF", 1));
        Desktop[] desktops = [.. await ReadAsync("ACTIVE"), busy];
        Strike(FaultEffect.Processed(FaultEffect.Lose()));

        var failed = await RunAsync(PowerAction.Stop, desktops, retryAmbiguous);

        KeyValuePair<string, WorkspaceException> only = Assert.Single(failed);
        Assert.Equal(busy.DesktopId, only.Key);
        Assert.Equal(retryAmbiguous ? "WKS.00010032" : WorkspaceException.AmbiguousOutcome, only.Value.Code);
        if (retryAmbiguous)
        {
            Assert.Equal($$"""{"desktop_ids":["{{busy.DesktopId}}"],"op_type":"os-stop","type":"SOFT"}""", Posts[1].BodyText);
        }

        Assert.Equal(retryAmbiguous ? 2 : 1, Posts.Length);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Where_the_states_cannot_be_read_it_stays_open_and_is_not_sent_again(bool retryAmbiguous)
    {
        Desktop[] desktops = await ReadAsync("ACTIVE");
        Strike(FaultEffect.Lose());
        Tenant.Faults.Add(new Fault { Method = "GET", Times = 1, Effect = Effect("refused") });

        var failed = await RunAsync(PowerAction.Stop, desktops, retryAmbiguous);

        Assert.Equal(2, failed.Count);
        Assert.Contains("state could not be read: Not authorised.", failed[0].Value.Message, StringComparison.Ordinal);
        Assert.Single(Posts);
    }

    [Fact]
    public async Task A_refusal_is_no_open_question()
    {
        Desktop[] desktops = await ReadAsync("ACTIVE");
        Strike(Effect("refused"));

        WorkspaceException refused = await Assert.ThrowsAsync<WorkspaceException>(() => RunAsync(PowerAction.Stop, desktops));

        Assert.Equal("APIGW.0302", refused.Code);
        Assert.Empty(Observer.Warnings);
    }

    [Fact]
    public async Task A_logoff_shows_by_sessions_that_ended()
    {
        var tenant = new EmulatedTenant(new() { JobSeconds = 0 }, Clock);
        using WorkspaceClient client = await Emulated.ConnectAsync(tenant, Clock, observer: Observer);
        Desktop[] with = [.. (await client.Desktops.List().ToListAsync(Stop)).Where(d => d.LoginStatus is "CONNECTED" or "DISCONNECTED").Take(2)];
        tenant.Faults.Add(new Fault { Method = "POST", Times = 1, Effect = FaultEffect.Processed(FaultEffect.Lose()) });

        var failed = await client.Desktops.ChangeAsync(DesktopChange.LogOff(with), Ids(with), (ids, token) => client.Users.LogOffAsync(ids, "Bye", token), new(), Stop);

        Assert.Equal(2, with.Length);
        Assert.Empty(failed);
        Assert.Contains("The answer to Logoff of 2 desktops was lost", Assert.Single(Observer.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_logoff_of_nobody_shows_nothing()
    {
        Desktop[] without = [.. (await ReadAsync("ACTIVE", 20)).Where(d => d.LoginStatus == "REGISTERED").Take(1)];
        Strike(FaultEffect.Processed(FaultEffect.Lose()));

        var failed = await Client.Desktops.ChangeAsync(DesktopChange.LogOff(without), Ids(without), (ids, token) => Client.Users.LogOffAsync(ids, null, token), new(), Stop);

        Assert.Equal(WorkspaceException.AmbiguousOutcome, Assert.Single(failed).Value.Code);
    }

    [Fact]
    public async Task Stopped_while_it_is_sent_it_says_where_to_look()
    {
        Desktop[] desktops = await ReadAsync("ACTIVE");
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Client.Desktops.ChangeAsync(
            DesktopChange.Power(PowerAction.Stop, desktops),
            Ids(desktops),
            async (_, token) =>
            {
                await stop.CancelAsync();
                token.ThrowIfCancellationRequested();
            },
            new(),
            stop.Token));

        Assert.Contains($"Look with: Get-WsDesktop -DesktopId {desktops[0].DesktopId},{desktops[1].DesktopId}.", Assert.Single(Observer.Warnings), StringComparison.Ordinal);
    }

    private static string[] Ids(Desktop[] desktops) => [.. desktops.Select(d => d.DesktopId!)];

    private async Task<Desktop[]> ReadAsync(string status, int count = 2) =>
        [.. (await Client.Desktops.List(new() { Status = status }).ToListAsync(Stop)).Where(d => string.IsNullOrEmpty(d.TaskStatus)).Take(count)];

    private Task<IReadOnlyList<KeyValuePair<string, WorkspaceException>>> RunAsync(PowerAction action, Desktop[] desktops, bool retryAmbiguous = false) =>
        Client.Desktops.ChangeAsync(
            DesktopChange.Power(action, desktops),
            Ids(desktops),
            (ids, token) => Client.Desktops.RunAsync(ids, action, cancellationToken: token),
            new() { RetryAmbiguous = retryAmbiguous },
            Stop);
}
