using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Emulator;
using Workspace.Emulator.Faults;
using Workspace.Jobs;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Jobs;

/// <summary>Waiting for jobs of a service that fails.</summary>
public sealed class PollFaultTests
{
    private readonly ManualClock _clock = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Failures => ["lost", "500", "502 HTML", "200 HTML", "cut off", "garbled", "throttled"];

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_job_does_not_fail_because_looks_at_it_do(string how)
    {
        EmulatedTenant tenant = Tenant();
        using WorkspaceClient client = await Emulated.ConnectAsync(tenant, _clock);
        JobReference job = await RebuildAsync(tenant, client);
        Fault parent = tenant.Faults.Add(new Fault { Path = "/workspace-jobs/", After = 2, Times = 12, Effect = Effect(how) });
        Fault parts = tenant.Faults.Add(new Fault { Path = "/workspace-sub-jobs", After = 4, Times = 9, Effect = Effect(how) });

        List<JobUpdate> updates = await client.Jobs.WatchAsync([job], null, Stop).ToListAsync(Stop);

        Assert.Equal((12, 9), (parent.Strikes, parts.Strikes));
        Assert.All(updates, update => Assert.Null(update.Error));
        Assert.Equal(JobStatus.Succeeded, updates[^1].Job?.Status);
        Assert.Single(updates, update => update.IsLast);
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task When_the_time_is_up_the_error_keeps_the_job_and_the_last_failure(string how)
    {
        EmulatedTenant tenant = Tenant();
        using WorkspaceClient client = await Emulated.ConnectAsync(tenant, _clock);
        JobReference job = await RebuildAsync(tenant, client);
        tenant.Faults.Add(new Fault { Path = "/workspace-jobs/", After = 1, Times = null, Effect = Effect(how) });

        List<JobUpdate> updates = await client.Jobs.WatchAsync([job], new() { Timeout = TimeSpan.FromSeconds(60) }, Stop).ToListAsync(Stop);

        WorkspaceException error = Assert.Single(updates, update => update.IsLast).Error!;
        Assert.Equal(WorkspaceException.Timeout, error.Code);
        Assert.Contains(job.JobId, error.Message, StringComparison.Ordinal);
        Assert.Equal((job, job.JobId, JobStatus.Running), (updates[^1].Reference, updates[^1].Job?.JobId, updates[^1].Job?.Status));
        Assert.IsType<WorkspaceException>(error.InnerException);
    }

    [Fact]
    public async Task A_job_that_fails_in_part_names_every_failed_desktop_with_its_code_and_reason()
    {
        var tenant = new EmulatedTenant(new() { FailureRate = 0.5, JobSeconds = 30 }, _clock);
        using WorkspaceClient client = await Emulated.ConnectAsync(tenant, _clock);
        tenant.Faults.Add(new Fault { Path = "/workspace-", Every = 2, Times = 10, Effect = FaultEffect.Lose() });

        JobUpdate last = await client.Jobs.WatchAsync([await RebuildAsync(tenant, client)], null, Stop).LastAsync(Stop);

        string[] failed = [.. tenant.Jobs[0].SubJobs.Where(s => s.Status == "FAILED").Select(s => s.DesktopId).Order()];
        Assert.NotEmpty(failed);
        Assert.Equal(JobStatus.PartlyFailed, last.Job?.Status);
        SubJob[] told = [.. last.Job!.SubJobs.Where(s => s.Status == "FAILED")];
        Assert.Equal(failed, told.Select(s => s.DesktopId!).Order());
        Assert.All(told, part => Assert.Equal(("WKS.00010110", "The desktop cannot obtain an IP address."), (part.ErrorCode, part.FailReason)));
    }

    [Fact]
    public async Task Of_many_jobs_each_ends_once_although_looks_fail()
    {
        var tenant = new EmulatedTenant(new() { Desktops = 60, Pools = 6, JobSeconds = 40 }, _clock);
        using WorkspaceClient client = await Emulated.ConnectAsync(tenant, _clock);
        List<JobReference> jobs = [];
        foreach (string pool in tenant.Pools.Select(p => p.PoolId))
        {
            jobs.Add(new(await client.Pools.RebuildAsync(pool, new() { ImageId = tenant.Images[0].ImageId }, Stop), pool));
        }

        tenant.Faults.Add(new Fault { Path = "/workspace-", Every = 2, Times = null, Effect = FaultEffect.Html(502) });

        List<JobUpdate> updates = await client.Jobs.WatchAsync(jobs, null, Stop).ToListAsync(Stop);

        Assert.Equal(
            jobs.Select(j => (j.JobId, JobStatus.Succeeded)).Order(),
            updates.Where(u => u.IsLast).Select(u => (u.Job!.JobId!, u.Job.Status)).Order());
    }

    private static FaultEffect Effect(string how) => how switch
    {
        "lost" => FaultEffect.Lose(),
        "500" => FaultEffect.Error(500, "APIGW.0601", "Internal server error"),
        "502 HTML" => FaultEffect.Html(502),
        "200 HTML" => FaultEffect.Html(200),
        "cut off" => FaultEffect.CutOff(),
        "garbled" => FaultEffect.Garble(),
        _ => FaultEffect.Throttle(1),
    };

    private static async Task<JobReference> RebuildAsync(EmulatedTenant tenant, WorkspaceClient client)
    {
        string pool = tenant.Pools[0].PoolId;
        return new(await client.Pools.RebuildAsync(pool, new() { ImageId = tenant.Images[0].ImageId }, Stop), pool);
    }

    // Each look takes two requests, as the job does not show its sub-jobs.
    private EmulatedTenant Tenant() => new(new() { JobSeconds = 300, Quirks = new() { PoolJobsHideSubJobs = true } }, _clock);
}
