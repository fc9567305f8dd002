using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Authentication;
using Workspace.Emulator;
using Workspace.Emulator.Faults;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.EndToEnd;

/// <summary>Who is let in, and who is not.</summary>
public sealed class GatewayTests
{
    private readonly ManualClock _clock = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public async Task More_than_five_bad_signatures_lock_the_key_for_five_minutes(int failures, bool open)
    {
        var tenant = new EmulatedTenant(null, _clock);
        for (int i = 0; i < failures; i++)
        {
            WorkspaceException wrong = await Assert.ThrowsAsync<WorkspaceException>(() => Emulated.ConnectAsync(tenant, _clock, options => options.Credential = Emulated.Key(tenant, "wrong")));
            Assert.Contains("verify aksk signature fail", wrong.Message, StringComparison.Ordinal);
        }

        if (open)
        {
            (await Emulated.ConnectAsync(tenant, _clock)).Dispose();
            return;
        }

        WorkspaceException locked = await Assert.ThrowsAsync<WorkspaceException>(() => Emulated.ConnectAsync(tenant, _clock));
        Assert.Contains("AK access failed to reach the limit,forbidden", locked.Message, StringComparison.Ordinal);
        _clock.Advance(TimeSpan.FromMinutes(5));
        (await Emulated.ConnectAsync(tenant, _clock)).Dispose();
    }

    [Theory]
    [InlineData(-15, true)]
    [InlineData(15, true)]
    [InlineData(-16, false)]
    [InlineData(16, false)]
    public async Task A_clock_may_be_wrong_by_fifteen_minutes_without_a_refusal(int minutes, bool open)
    {
        var tenant = new EmulatedTenant(null, _clock);
        var wrong = new ManualClock();
        wrong.Advance(TimeSpan.FromMinutes(minutes));

        var observer = new RecordingObserver();

        (await Emulated.ConnectAsync(tenant, wrong, observer: observer)).Dispose();

        Assert.Equal(open ? 200 : 401, tenant.Requests[0].Status);
        Assert.Equal(open, observer.Warnings.IsEmpty);
    }

    [Fact]
    public async Task An_IAM_user_logs_on_and_goes_on_after_the_token_has_ended()
    {
        var tenant = new EmulatedTenant(null, _clock);
        using WorkspaceClient client = await Emulated.ConnectAsync(tenant, _clock, options => options.Credential = User(tenant, tenant.Password));
        Assert.Equal(tenant.ProjectId, client.ProjectId);

        Assert.Equal(24, await client.Desktops.List().CountAsync(Stop));
        _clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(24, await client.Desktops.List().CountAsync(Stop));

        Assert.Equal(2, tenant.Requests.Count(r => r.Path == "/v3/auth/tokens"));
        Assert.DoesNotContain(tenant.Requests, r => r.Status >= 400);
    }

    [Fact]
    public async Task A_wrong_password_is_IAMs_refusal()
    {
        var tenant = new EmulatedTenant(null, _clock);

        WorkspaceException refused = await Assert.ThrowsAsync<WorkspaceException>(() => Emulated.ConnectAsync(tenant, _clock, options => options.Credential = User(tenant, "wrong")));

        Assert.Equal(("401", System.Net.HttpStatusCode.Unauthorized), (refused.Code, refused.StatusCode));
        Assert.NotNull(refused.RequestId);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(3, false)]
    [InlineData(1, true)]
    public async Task A_region_without_a_project_of_its_own_needs_one_given(int projects, bool forbidden)
    {
        var quirks = new Quirks { ProjectsOfRegion = projects, ProjectListForbidden = forbidden };
        var tenant = new EmulatedTenant(new EmulatorOptions { Quirks = quirks }, _clock);

        WorkspaceException failure = await Assert.ThrowsAsync<WorkspaceException>(() => Emulated.ConnectAsync(tenant, _clock));

        Assert.Equal("WsProjectNotFound", failure.Code);
        using WorkspaceClient client = await Emulated.ConnectAsync(tenant, _clock, options => options.ProjectId = tenant.ProjectId);
        Assert.Equal(24, await client.Desktops.List().CountAsync(Stop));
    }

    [Fact]
    public async Task A_tenant_without_the_service_is_warned_of_and_every_call_concerns_the_connection()
    {
        var observer = new RecordingObserver();
        var tenant = new EmulatedTenant(new EmulatorOptions { Quirks = new() { ServiceNotSubscribed = true } }, _clock);
        using WorkspaceClient client = await Emulated.ConnectAsync(tenant, _clock, observer: observer);

        WorkspaceException failure = await Assert.ThrowsAsync<WorkspaceException>(() => client.Desktops.List().CountAsync(Stop).AsTask());

        Assert.Contains("not ready", Assert.Single(observer.Warnings), StringComparison.Ordinal);
        Assert.Equal("WKS.00010099", failure.Code);
        Assert.True(failure.ConcernsConnection);
    }

    [Fact]
    public async Task Another_project_than_the_tenants_is_refused()
    {
        var tenant = new EmulatedTenant(null, _clock);

        WorkspaceException refused = await Assert.ThrowsAsync<WorkspaceException>(async () =>
        {
            using WorkspaceClient client = await Emulated.ConnectAsync(tenant, _clock, options => options.ProjectId = "other");
            await client.Desktops.List().CountAsync(Stop);
        });

        Assert.Equal("APIGW.0310", refused.Code);
    }

    private static PasswordCredential User(EmulatedTenant tenant, string password) => new(tenant.UserName, Secret.FromText(password), tenant.DomainName, "a test");
}
