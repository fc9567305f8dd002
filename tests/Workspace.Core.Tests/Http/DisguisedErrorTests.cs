using System;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Http;

/// <summary>HTTP 200 is not success.</summary>
public sealed class DisguisedErrorTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"error_code":"WKS.00010109","error_msg":"The name is empty.","error_detail":"Really."}""")]
    [InlineData("""{"job_id":"j1","error_code":"WKS.00010109","error_msg":"The name is empty.","error_detail":"Really."}""")]
    [InlineData("""{"errorCode":"WKS.00010109","errorMsg":"The name is empty.","error_detail":"Really."}""")]
    public async Task An_error_code_in_a_200_is_an_error(string body)
    {
        WorkspaceException error = await InstallAsync(StubAnswer.Ok(body).With("X-Request-Id", "r1"));

        Assert.Equal(HttpStatusCode.OK, error.StatusCode);
        Assert.Equal("WKS.00010109", error.Code);
        Assert.Equal("Really.", error.Detail);
        Assert.Equal("r1", error.RequestId);
        Assert.StartsWith("The name is empty.", error.Message, StringComparison.Ordinal);
        Assert.False(error.IsOutcomeUnknown);
    }

    [Fact]
    public async Task Failed_operations_in_a_200_are_an_error_that_lists_them()
    {
        WorkspaceException error = await InstallAsync(StubAnswer.Ok(
            """{"job_id":"j1","failed_operation_list":[{"desktop_id":"d1","desktop_name":"PC-1","error_code":"WKS.1","error_msg":"Is off."},{"desktop_id":"d2","error_code":"WKS.2","error_msg":"Is gone."}]}"""));

        Assert.Equal(HttpStatusCode.OK, error.StatusCode);
        Assert.Equal("WKS.1", error.Code);
        Assert.Equal(
            [("d1", "PC-1", "WKS.1", "Is off."), ("d2", null, "WKS.2", "Is gone.")],
            error.Failures.Select(f => (f.DesktopId, f.DesktopName, f.ErrorCode, f.ErrorMessage)));
        Assert.Contains("PC-1: Is off. (WKS.1); d2: Is gone. (WKS.2)", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"failed_operation_list":["d1"]}""")]
    [InlineData("""{"failed_operation_list":[null]}""")]
    [InlineData("""{"failed_operation_list":[{"error_msg":{"text":"Is off."}}]}""")]
    public async Task Failed_operations_of_an_unknown_shape_are_an_error_all_the_same(string body)
    {
        WorkspaceException error = await InstallAsync(StubAnswer.Ok(body));

        Assert.Single(error.Failures);
    }

    [Theory]
    [InlineData("""{"job_id":"j1","failed_operation_list":[]}""")]
    [InlineData("""{"job_id":"j1","failed_operation_list":null}""")]
    [InlineData("""{"job_id":"j1","error_code":null,"error_msg":null}""")]
    [InlineData("""{"job_id":"j1","error_code":"","error_msg":""}""")]
    public async Task Empty_members_of_an_error_are_none(string body)
    {
        using WorkspaceClient client = await TestClient.ConnectAsync(StubHandler.Always(body));

        Assert.Equal("j1", await client.Agents.InstallAsync(["d1"], Stop));
    }

    [Fact]
    public async Task A_failed_jobs_own_error_code_is_no_error_of_the_call()
    {
        StubHandler stub = StubHandler.Always("""{"total_count":1,"jobs":[{"id":"s1","job_id":"j1","status":"FAILED","error_code":"WKS.9","fail_reason":"Full."}]}""");
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        var parts = await client.Jobs.ListSubJobs(new() { JobId = "j1" }).ToListAsync(Stop);

        Assert.Equal("WKS.9", Assert.Single(parts).ErrorCode);
    }

    private static async Task<WorkspaceException> InstallAsync(StubAnswer answer)
    {
        using WorkspaceClient client = await TestClient.ConnectAsync(StubHandler.Always(answer));
        return await Assert.ThrowsAsync<WorkspaceException>(() => client.Agents.InstallAsync(["d1"], Stop));
    }
}
