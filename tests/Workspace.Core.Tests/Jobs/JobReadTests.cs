using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Jobs;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Jobs;

/// <summary>Which requests a job is read with.</summary>
public sealed class JobReadTests
{
    private const string ParentPath = TestClient.Prefix + "/workspace-jobs/j1";
    private const string Parts = """{"total_count":2,"jobs":[{"id":"s1","job_id":"j1","status":"SUCCESS"},{"id":"s2","job_id":"j1","status":"FAILED"}]}""";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_parent_that_names_all_its_parts_is_read_alone()
    {
        StubHandler stub = Service("""{"id":"j1","status":"COMPLETE","sub_jobs_total":1,"sub_jobs":[{"id":"s1","status":"SUCCESS"}]}""");
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        Job job = await client.Jobs.GetAsync(new("j1"), Stop);

        Assert.Equal("Succeeded", job.Status);
        Assert.Equal([ParentPath], stub.Requests.Select(r => r.Target));
    }

    [Theory]
    [InlineData("""{"id":"j1","status":"COMPLETE"}""")]
    [InlineData("""{"id":"j1","status":"COMPLETE","sub_jobs":[]}""")]
    [InlineData("""{"id":"j1","status":"COMPLETE","sub_jobs_total":2,"sub_jobs":[{"id":"s1","status":"SUCCESS"}]}""")]
    public async Task Parts_that_the_parent_does_not_name_are_listed(string parent)
    {
        StubHandler stub = Service(parent);
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        Job job = await client.Jobs.GetAsync(new("j1"), Stop);

        Assert.Equal("PartlyFailed", job.Status);
        Assert.Equal([ParentPath, TestClient.Prefix + "/workspace-sub-jobs?job_id=j1&limit=1000&offset=0"], stub.Requests.Select(r => r.Target));
    }

    [Fact]
    public async Task A_pools_job_names_the_pool_to_the_sub_job_query()
    {
        StubHandler stub = Service("""{"id":"j1","status":"COMPLETE","job_type":"rebuildDesktopPool","sub_jobs_total":0,"sub_jobs":[]}""");
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        Job job = await client.Jobs.GetAsync(new("j1", "p1"), Stop);

        Assert.Equal(("PartlyFailed", "p1", "rebuildDesktopPool"), (job.Status, job.PoolId, job.Type));
        Assert.Equal(TestClient.Prefix + "/workspace-sub-jobs?desktop_pool_id=p1&job_id=j1&limit=1000&offset=0", stub.Requests[1].Target);
    }

    [Fact]
    public async Task A_pools_job_that_names_all_its_parts_is_read_alone_too()
    {
        StubHandler stub = Service("""{"id":"j1","status":"COMPLETE","sub_jobs_total":1,"sub_jobs":[{"id":"s1","status":"SUCCESS"}]}""");
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        Job job = await client.Jobs.GetAsync(new("j1", "p1"), Stop);

        Assert.Equal(("Succeeded", "p1"), (job.Status, job.PoolId));
        Assert.Equal([ParentPath], stub.Requests.Select(r => r.Target));
    }

    [Fact]
    public async Task A_job_of_50_000_desktops_is_read()
    {
        string parts = string.Join(',', Enumerable.Range(0, 50_000).Select(i => $$"""
            {"id":"5f0c6b1a-0000-4000-8000-{{i:D12}}","job_id":"j1","job_type":"rebuildDesktopPool","begin_time":"2026-04-10 06:45:14","end_time":"2026-04-10 06:50:14","status":"SUCCESS","error_code":null,"fail_reason":null,"host":"","project_id":"{{TestClient.ProjectId}}","process":100,"attach_user":"user-{{i:D6}}","entity":"7d3c6b1a-0000-4000-8000-{{i:D12}}","ip_address":"10.0.0.1","entities":{"desktop_id":"7d3c6b1a-0000-4000-8000-{{i:D12}}","product_id":"workspace.x86.ultimate.large2","user_name":"user-{{i:D6}}","desktop_name":"sales-{{i:D6}}","ip_address":"10.0.0.1"} }
            """));
        StubHandler stub = Service($$"""{"id":"j1","status":"COMPLETE","sub_jobs_total":50000,"sub_jobs":[{{parts}}]}""");
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        Job job = await client.Jobs.GetAsync(new("j1", "p1"), Stop);

        Assert.Equal(("Succeeded", 50_000), (job.Status, job.DesktopId.Length));
        Assert.Single(stub.Requests);
    }

    [Fact]
    public async Task Several_states_repeat_their_key()
    {
        StubHandler stub = ListService.Of("jobs", 0, _ => "{}");
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        await client.Jobs.ListSubJobs(new() { Status = ["FAILED", "RUNNING"], Type = "desktopToImage", PoolId = "p1" }).CountAsync(Stop);

        Assert.Equal(
            TestClient.Prefix + "/workspace-sub-jobs?desktop_pool_id=p1&job_type=desktopToImage&limit=1000&offset=0&status=FAILED&status=RUNNING",
            Assert.Single(stub.Requests).Target);
    }

    [Fact]
    public async Task Sub_jobs_are_grouped_to_jobs_across_pages_in_the_order_of_their_first_part()
    {
        StubHandler stub = ListService.Of("jobs", 1500, i => $$"""{"entities":{"desktop_id":"d{{i}}"},"id":"s{{i}}","job_id":"j{{i % 3}}","status":"{{(i == 1301 ? "FAILED" : "SUCCESS")}}"}""");
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        Job[] jobs = await client.Jobs.ListAsync(new() { PoolId = "p1" }, Stop).ToArrayAsync(Stop);

        Assert.Equal([("j0", "Succeeded", 500, "p1"), ("j1", "Succeeded", 500, "p1"), ("j2", "PartlyFailed", 500, "p1")], jobs.Select(j => (j.JobId, j.Status, j.SubJobs.Length, j.PoolId)));
        Assert.Equal(500, jobs[2].DesktopId.Length);
    }

    [Fact]
    public void A_job_that_was_just_started_waits_and_a_skipped_one_is_over()
    {
        Job started = Job.Started("j1", "desktopToImage");
        Job skipped = Job.NotNeeded("rebuildDesktopPool", "Every desktop follows.");

        Assert.Equal(("j1", "Waiting", 0, false), (started.JobId, started.Status, started.Progress, started.HasEnded()));
        Assert.Equal((null, "Skipped", 100, true, "Every desktop follows."), (skipped.JobId, skipped.Status, skipped.Progress, skipped.HasEnded(), skipped.FailReason));
    }

    private static StubHandler Service(string parent) => StubHandler.By(request => StubAnswer.Ok(request.Path == ParentPath ? parent : Parts));
}
