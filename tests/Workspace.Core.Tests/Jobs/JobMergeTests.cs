using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Jobs;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Jobs;

/// <summary>A job and its sub-jobs, which the service keeps apart, in one.</summary>
public sealed class JobMergeTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("WAITING", "", "Waiting")]
    [InlineData("", "", "Waiting")]
    [InlineData("RUNNING", "", "Running")]
    [InlineData("SOMETHING_NEW", "", "Running")]
    [InlineData("COMPLETE", "", "Succeeded")]
    [InlineData("SUCCESS", "", "Succeeded")]
    [InlineData("FAIL", "", "Failed")]
    [InlineData("WAITING", "WAITING WAITING", "Waiting")]
    [InlineData("WAITING", "WAITING RUNNING", "Running")]
    [InlineData("WAITING", "SUCCESS WAITING", "Running")]
    [InlineData("RUNNING", "WAITING", "Running")]
    [InlineData("RUNNING", "SUCCESS SUCCESS", "Running")]
    [InlineData("RUNNING", "FAILED", "Running")]
    [InlineData("COMPLETE", "SUCCESS RUNNING", "Running")]
    [InlineData("COMPLETE", "SUCCESS SUCCESS", "Succeeded")]
    [InlineData("COMPLETE", "SUCCESS FAILED", "PartlyFailed")]
    [InlineData("SUCCESS", "FAILED SUCCESS SUCCESS", "PartlyFailed")]
    [InlineData("FAIL", "SUCCESS FAILED", "PartlyFailed")]
    [InlineData("COMPLETE", "FAILED FAILED", "Failed")]
    [InlineData("FAIL", "FAILED", "Failed")]
    [InlineData("FAIL", "SUCCESS SUCCESS", "Failed")]
    [InlineData("complete", "success Failed", "PartlyFailed")]
    [InlineData("Success", "Success", "Succeeded")]
    [InlineData("fail", "failed", "Failed")]
    [InlineData("waiting", "waiting", "Waiting")]
    public async Task The_parent_tells_when_it_is_over_and_the_parts_how_it_went(string parent, string parts, string status)
    {
        string[] each = parts.Split(' ', StringSplitOptions.RemoveEmptyEntries);

        Job job = await GetAsync($$"""{"id":"j1","job_type":"rebuildDesktops","status":"{{parent}}","sub_jobs_total":{{each.Length}},"sub_jobs":[{{Parts(each)}}]}""");

        Assert.Equal(status, job.Status);
        Assert.Equal(parent, job.RawStatus);
        Assert.Equal(status is not ("Waiting" or "Running"), job.HasEnded());
    }

    [Theory]
    [InlineData("COMPLETE", 3, "SUCCESS SUCCESS", "Unknown")]
    [InlineData("SUCCESS", 3, "SUCCESS SUCCESS", "Unknown")]
    [InlineData("COMPLETE", 2, "", "Unknown")]
    [InlineData("SUCCESS", 2, "", "Unknown")]
    [InlineData("COMPLETE", 3, "SUCCESS FAILED", "PartlyFailed")]
    [InlineData("COMPLETE", 3, "FAILED FAILED", "PartlyFailed")]
    [InlineData("FAIL", 3, "FAILED FAILED", "Failed")]
    [InlineData("FAIL", 3, "", "Failed")]
    [InlineData("RUNNING", 3, "SUCCESS SUCCESS", "Running")]
    public async Task What_is_not_known_to_be_complete_has_not_succeeded(string parent, int total, string parts, string status)
    {
        string[] each = parts.Split(' ', StringSplitOptions.RemoveEmptyEntries);

        Job job = await GetAsync($$"""{"id":"j1","job_type":"rebuildDesktopPool","status":"{{parent}}","sub_jobs_total":{{total}},"sub_jobs":[{{Parts(each)}}]}""");

        Assert.Equal(status, job.Status);
        Assert.True(job.HasHiddenSubJobs());
        Assert.Equal(status != "Running", job.HasEnded());
    }

    [Theory]
    [InlineData("WAITING WAITING", "Waiting")]
    [InlineData("WAITING SUCCESS", "Running")]
    [InlineData("SUCCESS SUCCESS", "Succeeded")]
    [InlineData("SUCCESS FAILED", "PartlyFailed")]
    [InlineData("FAILED FAILED", "Failed")]
    public async Task Without_the_parent_the_parts_tell_all(string parts, string status)
    {
        string[] each = parts.Split(' ');
        StubHandler stub = StubHandler.Always($$"""{"total_count":{{each.Length}},"jobs":[{{Parts(each)}}]}""");
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        Job job = await client.Jobs.ListAsync(new() { Type = "rebuildDesktops" }, Stop).SingleAsync(Stop);

        Assert.Equal(("j1", status), (job.JobId, job.Status));
        Assert.Null(job.RawStatus);
    }

    [Theory]
    [InlineData("RUNNING", "50 WAITING:null RUNNING:20 SUCCESS:null FAILED:30 RUNNING:30")]
    [InlineData("COMPLETE", "100 SUCCESS:7 FAILED:null")]
    [InlineData("RUNNING", "0 WAITING:0")]
    public async Task Progress_is_the_mean_of_the_parts_and_ended_parts_are_done(string parent, string progressAndParts)
    {
        string[] words = progressAndParts.Split(' ');
        IEnumerable<string> parts = words.Skip(1).Select((part, i) => $$"""{"id":"s{{i}}","status":"{{part.Split(':')[0]}}","process":{{part.Split(':')[1]}}}""");

        Job job = await GetAsync($$"""{"id":"j1","status":"{{parent}}","sub_jobs_total":{{words.Length - 1}},"sub_jobs":[{{string.Join(',', parts)}}]}""");

        Assert.Equal(words[0], job.Progress.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Every_member_arrives()
    {
        Job job = await GetAsync("""
            {"id":"j1","job_type":"desktopToImage","begin_time":"2020-04-10 06:45:14","end_time":"2020-04-10T06:50:14Z","status":"FAIL","job_error_code":"WKS.7","fail_reason":"Disk full.","sub_jobs_total":1,
            "sub_jobs":[{"id":"s1","job_id":"j1","job_type":"desktopToImage","begin_time":"2020-04-10 06:45:15","end_time":"2020-04-10 06:50:13","status":"FAILED","error_code":"WKS.8","fail_reason":"No room.",
            "host":"h","project_id":"p","process":60,"attach_user":"ann","entity":"e","ip_address":"10.0.0.1","entities":{"desktop_id":"d1","product_id":"pr","user_name":"ann","desktop_name":"PC-1","ip_address":"10.0.0.1"}}]}
            """);

        Assert.Equal(("j1", "desktopToImage", "Failed", "FAIL", 100), (job.JobId, job.Type, job.Status, job.RawStatus, job.Progress));
        Assert.Equal(("WKS.7", "Disk full."), (job.ErrorCode, job.FailReason));
        Assert.Equal(new DateTime(2020, 4, 10, 6, 45, 14, DateTimeKind.Utc), job.BeginTime);
        Assert.Equal(new DateTime(2020, 4, 10, 6, 50, 14, DateTimeKind.Utc), job.EndTime);
        Assert.Equal((DateTimeKind.Utc, DateTimeKind.Utc), (job.BeginTime!.Value.Kind, job.EndTime!.Value.Kind));
        Assert.Equal(["d1"], job.DesktopId);
        SubJob part = Assert.Single(job.SubJobs);
        Assert.Equal(("s1", "j1", "d1", "PC-1", "WKS.8", "No room.", 60), (part.SubJobId, part.JobId, part.DesktopId, part.DesktopName, part.ErrorCode, part.FailReason, part.Progress));
        Assert.Equal(("h", "p", "ann", "e", "10.0.0.1"), (part.Host, part.ProjectId, part.AttachUser, part.Entity, part.IPAddress));
        Assert.Equal(("pr", "ann"), (part.Entities?.ProductId, part.Entities?.UserName));
    }

    [Fact]
    public async Task A_failed_part_tells_why_where_the_parent_does_not()
    {
        Job job = await GetAsync("""{"id":"j1","status":"COMPLETE","job_error_code":"","fail_reason":null,"sub_jobs":[{"status":"SUCCESS","error_code":"ignored"},{"status":"FAILED","error_code":"WKS.8","fail_reason":"No room.","desktop_name":"PC-2"}]}""");

        Assert.Equal(("PartlyFailed", "WKS.8", "No room."), (job.Status, job.ErrorCode, job.FailReason));
        Assert.Equal("PC-2", job.SubJobs[1].DesktopName);
    }

    [Fact]
    public async Task A_job_under_way_has_no_end()
    {
        Job job = await GetAsync("""{"id":"j1","status":"RUNNING","end_time":"2020-04-10 06:50:14","sub_jobs":[{"status":"RUNNING"}]}""");

        Assert.Null(job.EndTime);
    }

    private static string Parts(string[] states) => string.Join(',', states.Select((state, i) => $$"""{"id":"s{{i}}","job_id":"j1","status":"{{state}}"}"""));

    private static async Task<Job> GetAsync(string parent)
    {
        using WorkspaceClient client = await TestClient.ConnectAsync(StubHandler.By(request => request.Path.Contains("/workspace-jobs/", StringComparison.Ordinal)
            ? StubAnswer.Ok(parent)
            : StubAnswer.Ok("""{"total_count":0,"jobs":[]}""")));
        return await client.Jobs.GetAsync(new("j1"), Stop);
    }
}
