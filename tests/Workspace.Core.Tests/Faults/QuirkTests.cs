using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Emulator;
using Workspace.Emulator.Desktops;
using Workspace.Emulator.Faults;
using Workspace.Rest;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Faults;

/// <summary>The emulator's churn, rate limit, lagging states, and a rebuild of many desktops.</summary>
public sealed class QuirkTests
{
    private readonly ManualClock _clock = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("summaries", 3, 0)]
    [InlineData("detail", 0, 3)]
    [InlineData("agents", 2, 5)]
    [InlineData("pool", 4, 2)]
    public async Task Desktops_come_and_go_after_each_page_of_a_list(string list, int deleted, int created)
    {
        EmulatedTenant tenant = Tenant(new() { DesktopsDeletedPerPage = deleted, DesktopsCreatedPerPage = created });
        using WorkspaceClient client = await ConnectAsync(tenant);
        string pool = tenant.Pools[0].PoolId;
        string[] before = Ids(tenant);

        _ = list switch
        {
            "summaries" => await client.Desktops.ListSummaries().CountAsync(Stop),
            "detail" => await client.Desktops.List().CountAsync(Stop),
            "agents" => await client.Agents.List().CountAsync(Stop),
            _ => await client.Pools.ListDesktops(pool).CountAsync(Stop),
        };

        string[] after = Ids(tenant);
        Assert.Equal(deleted, before.Except(after).Count());
        Assert.Equal(created, after.Except(before).Count());
        Assert.Equal(after.Length, after.Distinct().Count());
        if (list == "pool")
        {
            Assert.Equal(8 - deleted + created, tenant.Desktops.Count(d => d.PoolId == pool));
        }
    }

    [Theory]
    [InlineData(7200)]
    [InlineData(-7200)]
    public async Task The_clock_that_signatures_are_checked_against_goes_wrong_and_jobs_do_not_mind(double seconds)
    {
        var quirks = new Quirks();
        EmulatedTenant tenant = Tenant(quirks);
        using WorkspaceClient client = await ConnectAsync(tenant);
        string job = await client.Agents.InstallAsync([tenant.Desktops[0].DesktopId], Stop);

        quirks.ClockSkewSeconds = seconds;
        string status = (await client.Jobs.GetAsync(new(job), Stop)).Status;
        quirks.ClockSkewSeconds = 0;
        _clock.Advance(TimeSpan.FromMinutes(1));
        string later = (await client.Jobs.GetAsync(new(job), Stop)).Status;

        Assert.Equal(("Running", "Succeeded"), (status, later));
        Assert.Equal([200, 200, 200, 401, 200, 401, 200], tenant.Requests.Select(r => r.Status));
    }

    [Fact]
    public async Task The_first_template_and_desktops_with_a_job_stay()
    {
        EmulatedTenant tenant = Tenant(new() { DesktopsDeletedPerPage = 1000 });
        using WorkspaceClient client = await ConnectAsync(tenant);
        EmulatedDesktop worked = tenant.Desktops[5];
        await client.Agents.InstallAsync([worked.DesktopId], Stop);

        await client.Desktops.List().CountAsync(Stop);

        Assert.Equal(["tmpl-01", worked.Name], tenant.Desktops.Select(d => d.Name));
    }

    [Fact]
    public async Task New_desktops_are_whole_ones()
    {
        EmulatedTenant tenant = Tenant(new() { DesktopsCreatedPerPage = 5 });
        using WorkspaceClient client = await ConnectAsync(tenant);
        string[] before = Ids(tenant);
        await client.Desktops.List().CountAsync(Stop);
        string created = Ids(tenant).Except(before).First();

        EmulatedDesktop shown = tenant.Desktops.Single(d => d.DesktopId == created);
        Workspace.Desktops.Desktop read = await client.Desktops.GetAsync(created, Stop);

        Assert.Equal((shown.Name, shown.ImageId), (read.Name, read.ImageId));
        Assert.Contains(tenant.Pools, p => p.PoolId == shown.PoolId);
        Assert.Equal(tenant.Desktops.Count, tenant.Desktops.Select(d => d.Name).Distinct().Count());
    }

    [Fact]
    public async Task The_same_seed_churns_the_same_way()
    {
        List<string[]> runs = [];
        for (int i = 0; i < 2; i++)
        {
            EmulatedTenant tenant = Tenant(new() { DesktopsDeletedPerPage = 3, DesktopsCreatedPerPage = 3 });
            using WorkspaceClient client = await ConnectAsync(tenant);
            await client.Desktops.List().CountAsync(Stop);
            await client.Desktops.ListSummaries().CountAsync(Stop);
            runs.Add(Ids(tenant));
        }

        Assert.Equal(runs[0], runs[1]);
    }

    [Theory]
    [InlineData(false, 1, "1 second")]
    [InlineData(true, 60, "1 minute")]
    public async Task More_requests_than_the_limit_in_any_window_are_refused(bool perMinute, int seconds, string text)
    {
        var quirks = new Quirks();
        EmulatedTenant tenant = Tenant(quirks);
        using WorkspaceClient client = await ConnectAsync(tenant);
        quirks.RequestLimitPerMinute = perMinute;
        quirks.RequestLimit = 3;

        await client.GetTenantAsync(Stop);
        _clock.Advance(TimeSpan.FromSeconds(seconds / 2.0));
        await client.GetTenantAsync(Stop);
        await client.GetTenantAsync(Stop);
        WorkspaceException refused = await Assert.ThrowsAsync<WorkspaceException>(() => client.GetTenantAsync(Stop));

        Assert.Equal("APIGW.0308", refused.Code);
        Assert.Contains($"limit:3,time:{text}", refused.Message, StringComparison.Ordinal);
        using WorkspaceClient other = await ConnectAfterAsync(tenant, seconds / 2.0);
        Assert.True((await Assert.ThrowsAsync<WorkspaceException>(() => other.GetTenantAsync(Stop))).IsThrottled);
    }

    [Fact]
    public async Task A_pool_and_its_desktops_show_the_end_of_a_rebuild_some_time_later()
    {
        EmulatedTenant tenant = Tenant(new() { StateLagSeconds = 20 }, jobSeconds: 10);
        using WorkspaceClient client = await ConnectAsync(tenant);
        string pool = tenant.Pools[0].PoolId;
        await client.Pools.RebuildAsync(pool, new() { ImageId = tenant.Images[0].ImageId }, Stop);

        _clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal("SUCCESS", tenant.Jobs[0].Status);
        Assert.Equal("TEMPORARY", tenant.Pools[0].Status);
        Assert.Contains("rebuilding", tenant.Desktops.Select(d => d.TaskStatus));
        WorkspaceException refused = await Assert.ThrowsAsync<WorkspaceException>(() => client.Pools.RebuildAsync(pool, new() { ImageId = tenant.Images[0].ImageId }, Stop));
        Assert.Equal("WKS.00010032", refused.Code);

        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("STEADY", tenant.Pools[0].Status);
        Assert.DoesNotContain("rebuilding", tenant.Desktops.Select(d => d.TaskStatus));
    }

    [Fact]
    public async Task A_rebuild_takes_more_than_a_hundred_desktops()
    {
        var tenant = new EmulatedTenant(new() { Desktops = 300, Pools = 1 }, _clock);
        using WorkspaceClient client = await ConnectAsync(tenant);
        string[] some = [.. tenant.Desktops.Where(d => d.PoolId is not null).Take(150).Select(d => d.DesktopId)];

        // The client itself sends no more than a hundred.
        var call = new RestCall("POST", $"/v2/{{project_id}}/desktop-pools/{tenant.Pools[0].PoolId}/rebuild")
        {
            Body = RestBody.FromValue(new RestObject([new("image_id", tenant.Images[0].ImageId), new("desktop_ids", some)])),
        };
        await client.Rest.SendAsync(call, Stop);

        Assert.Equal(some, tenant.Jobs.Single().SubJobs.Select(s => s.DesktopId));
    }

    [Fact]
    public void Quirks_have_limits()
    {
        Assert.Contains("StateLagSeconds is -1", Assert.Throws<ArgumentException>(() => Tenant(new() { StateLagSeconds = -1 })).Message, StringComparison.Ordinal);
        Assert.Contains("ClockSkewSeconds is -86401; it must be -86400 to 86400.", Assert.Throws<ArgumentException>(() => Tenant(new() { ClockSkewSeconds = -86_401 })).Message, StringComparison.Ordinal);
        Assert.Contains("DesktopsDeletedPerPage is -1", Assert.Throws<ArgumentException>(() => Tenant(new() { DesktopsDeletedPerPage = -1 })).Message, StringComparison.Ordinal);
        Assert.Contains("DesktopsCreatedPerPage is 10001", Assert.Throws<ArgumentException>(() => Tenant(new() { DesktopsCreatedPerPage = 10_001 })).Message, StringComparison.Ordinal);
        Assert.Contains("RequestLimit is -1", Assert.Throws<ArgumentException>(() => Tenant(new() { RequestLimit = -1 })).Message, StringComparison.Ordinal);
    }

    private static string[] Ids(EmulatedTenant tenant) => [.. tenant.Desktops.Select(d => d.DesktopId)];

    private EmulatedTenant Tenant(Quirks quirks, double jobSeconds = 3) => new(new() { Quirks = quirks, JobSeconds = jobSeconds }, _clock);

    private Task<WorkspaceClient> ConnectAsync(EmulatedTenant tenant) => Emulated.ConnectAsync(tenant, _clock, options => options.Retry = new() { MaximumRetryCount = 0 });

    // The first of the three is forgotten, so one place is free: connecting takes it.
    private Task<WorkspaceClient> ConnectAfterAsync(EmulatedTenant tenant, double seconds)
    {
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        return ConnectAsync(tenant);
    }
}
