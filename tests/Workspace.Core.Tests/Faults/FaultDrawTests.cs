using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Emulator;
using Workspace.Emulator.Faults;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Faults;

/// <summary>Faults out of a seed: which attempts they strike, and what becomes of those.</summary>
public sealed class FaultDrawTests
{
    private const string Agents = "/desktops/agents";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_seed_strikes_the_same_attempts_whatever_runs_beside()
    {
        string alone = await StrikesAsync(new() { Seed = 7, Rate = 0.5 }, besides: 0);

        Assert.Equal(alone, await StrikesAsync(new() { Seed = 7, Rate = 0.5 }, besides: 3));
        Assert.NotEqual(alone, await StrikesAsync(new() { Seed = 8, Rate = 0.5 }, besides: 0));
    }

    [Fact]
    public async Task Each_route_has_faults_of_its_own()
    {
        EmulatedTenant tenant = Tenant(new() { Rate = 0.5 });

        for (int i = 0; i < 40; i++)
        {
            await SendAsync(tenant, "GET", "/a");
            await SendAsync(tenant, "GET", "/b");
            await SendAsync(tenant, "POST", "/a");
        }

        string[] struck = [Pattern(tenant, "GET /a"), Pattern(tenant, "GET /b"), Pattern(tenant, "POST /a")];
        Assert.Equal(3, struck.Distinct().Count());
    }

    [Fact]
    public async Task Attempts_on_different_ids_are_attempts_of_one_route()
    {
        FaultDraw draw = new() { Rate = 0.5 };
        EmulatedTenant one = Tenant(draw);
        EmulatedTenant many = Tenant(new() { Rate = 0.5 });

        for (int i = 0; i < 40; i++)
        {
            await SendAsync(one, "GET", $"/desktops/{Guid.Empty}");
            await SendAsync(many, "GET", $"/desktops/{Guid.NewGuid()}");
        }

        Assert.Equal(one.Requests.Select(r => r.Fault), many.Requests.Select(r => r.Fault));
        Assert.Equal(one.Requests.Count(r => r.Fault is not null), draw.Strikes);
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0.1, 360, 440)]
    [InlineData(0.3, 1120, 1280)]
    [InlineData(1, 4000, 4000)]
    public async Task It_strikes_the_share_that_it_says(double rate, int least, int most)
    {
        EmulatedTenant tenant = Tenant(new() { Rate = rate, Kinds = [FaultKind.Error] });

        for (int i = 0; i < 4000; i++)
        {
            await SendAsync(tenant, "GET", "/a");
        }

        Assert.InRange(tenant.Requests.Count(r => r.Fault == FaultKind.Error), least, most);
    }

    [Fact]
    public async Task It_strikes_only_what_fits_and_what_no_script_struck()
    {
        EmulatedTenant tenant = Tenant(new() { Rate = 1, Method = "post", Path = "/b", Kinds = [FaultKind.Error] });
        tenant.Faults.Add(new Fault { Path = "/c", Effect = FaultEffect.Answer(418) });

        await SendAsync(tenant, "GET", "/b");
        await SendAsync(tenant, "POST", "/a");
        await SendAsync(tenant, "POST", "/b/c");
        await SendAsync(tenant, "POST", "/b/c");

        Assert.Equal([null, null, null, FaultKind.Error], tenant.Requests.Select(r => r.Fault));
        Assert.Equal(418, tenant.Requests[2].Status);
    }

    public static TheoryData<FaultKind, bool, string?, bool> Kinds
    {
        get
        {
            var data = new TheoryData<FaultKind, bool, string?, bool>();
            foreach (bool overSocket in (bool[])[false, true])
            {
                data.Add(FaultKind.Reset, false, WorkspaceException.ConnectionFailed, overSocket);
                data.Add(FaultKind.ResetAfter, true, WorkspaceException.ConnectionFailed, overSocket);
                data.Add(FaultKind.Hang, false, WorkspaceException.Timeout, overSocket);
                data.Add(FaultKind.HangAfter, true, WorkspaceException.Timeout, overSocket);
                data.Add(FaultKind.Slow, true, null, overSocket);
                data.Add(FaultKind.Refusal, false, "4", overSocket);
                data.Add(FaultKind.Throttle, false, "429", overSocket);
                data.Add(FaultKind.Error, false, "5", overSocket);
                data.Add(FaultKind.ErrorAfter, true, "5", overSocket);
                data.Add(FaultKind.CutOff, true, WorkspaceException.UnreadableAnswer, overSocket);
                data.Add(FaultKind.Garble, true, WorkspaceException.UnreadableAnswer, overSocket);
                data.Add(FaultKind.Html, false, WorkspaceException.UnreadableAnswer, overSocket);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Each_kind_does_what_it_says(FaultKind kind, bool isExecuted, string? error, bool overSocket)
    {
        var clock = new ManualClock();
        var tenant = new EmulatedTenant(null, clock);
        await using EmulatedService service = await EmulatedService.StartAsync(tenant, clock, overSocket, options => Impatient(options, kind is FaultKind.Hang or FaultKind.HangAfter));
        tenant.Faults.Draw(new() { Rate = 1, Path = Agents, Kinds = [kind] });

        Exception? failure = await Record.ExceptionAsync(() => service.Client.Agents.InstallAsync([tenant.Desktops[0].DesktopId], Stop));

        string? told = error is { Length: < 4 } ? ((int?)(failure as WorkspaceException)?.StatusCode)?.ToString(System.Globalization.CultureInfo.InvariantCulture) : (failure as WorkspaceException)?.Code;
        Assert.Equal(error, told?.Substring(0, error?.Length ?? 0));
        Assert.Equal(isExecuted ? 1 : 0, tenant.Ledger.Count);
        Assert.Equal(kind, tenant.Requests[^1].Fault);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_late_is_carried_out_when_the_client_has_given_up(bool overSocket)
    {
        var clock = new HeldClock();
        var tenant = new EmulatedTenant(null, clock);
        await using EmulatedService service = await EmulatedService.StartAsync(tenant, clock, overSocket, options => Impatient(options, true));
        tenant.Faults.Draw(new() { Rate = 1, Path = Agents, Kinds = [FaultKind.Late] });

        WorkspaceException late = await Assert.ThrowsAsync<WorkspaceException>(() => service.Client.Agents.InstallAsync([tenant.Desktops[0].DesktopId], Stop));
        int executedThen = tenant.Ledger.Count;
        await Task.Run(clock.Release, Stop);

        Assert.Equal((WorkspaceException.Timeout, true), (late.Code, late.IsOutcomeUnknown));
        Assert.Equal(0, executedThen);
        Assert.Single(tenant.Ledger);
    }

    [Theory]
    [InlineData(-0.1, 1, 100, "Rate is -0.1; it must be 0 to 1.")]
    [InlineData(1.1, 1, 100, "Rate is 1.1; it must be 0 to 1.")]
    [InlineData(double.NaN, 1, 100, "Rate is NaN; it must be 0 to 1.")]
    [InlineData(0.1, 0, 100, "Kinds is empty; it must name at least one kind of fault.")]
    [InlineData(0.1, 1, 0, "Patience is 00:00:00; it must be more than nothing.")]
    public void A_value_out_of_its_limits_is_refused(double rate, int kinds, double seconds, string message)
    {
        var draw = new FaultDraw { Rate = rate, Kinds = [.. Enumerable.Repeat(FaultKind.Reset, kinds)], Patience = TimeSpan.FromSeconds(seconds) };

        ArgumentException refused = Assert.Throws<ArgumentException>(() => new EmulatedTenant().Faults.Draw(draw));

        Assert.Equal(message, refused.Message);
    }

    // Long enough for a busy machine to connect within.
    private static void Impatient(WorkspaceClientOptions options, bool givesUp)
    {
        options.Retry = new() { MaximumRetryCount = 0 };
        options.Timeout = givesUp ? TimeSpan.FromSeconds(3) : options.Timeout;
    }

    private static EmulatedTenant Tenant(FaultDraw draw)
    {
        draw.Kinds = [.. draw.Kinds.Except([FaultKind.Hang, FaultKind.HangAfter])];
        var tenant = new EmulatedTenant(null, new ManualClock());
        tenant.Faults.Draw(draw);
        return tenant;
    }

    private static async Task<string> StrikesAsync(FaultDraw draw, int besides)
    {
        EmulatedTenant tenant = Tenant(draw);
        for (int i = 0; i < 60; i++)
        {
            await SendAsync(tenant, "GET", "/a");
            for (int other = 0; other < besides; other++)
            {
                await SendAsync(tenant, "GET", $"/other/{other}");
            }
        }

        return Pattern(tenant, "GET /a");
    }

    private static string Pattern(EmulatedTenant tenant, string route) =>
        string.Join(" ", tenant.Requests.Where(r => $"{r.Method} {r.Path}" == route).Select(r => r.Fault?.ToString() ?? "."));

    private static async Task SendAsync(EmulatedTenant tenant, string method, string path)
    {
        try
        {
            await tenant.HandleAsync(new EmulatorRequest(method, path, [], []), Stop);
        }
        catch (System.IO.IOException)
        {
            // The connection broke, as drawn.
        }
    }
}
