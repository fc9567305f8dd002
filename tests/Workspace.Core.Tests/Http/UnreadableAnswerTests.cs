using System;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Http;

public sealed class UnreadableAnswerTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("not json")]
    [InlineData("<html>welcome</html>")]
    [InlineData("[]")]
    [InlineData("""{"job_id":{}}""")]
    [InlineData("""{"job_id":"j1" """)]
    [InlineData("""{"error_code":"X","error_msg":""")]
    [InlineData("""{"failed_operation_list":[{"desktop_id":"d1"}""")]
    public async Task A_success_that_cannot_be_read_is_an_error_and_a_write_may_have_happened(string body)
    {
        using WorkspaceClient client = await TestClient.ConnectAsync(StubHandler.Always(StubAnswer.Ok(body).With("X-Request-Id", "r1")));

        WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(() => client.Agents.InstallAsync(["d1"], Stop));

        Assert.Equal(WorkspaceException.UnreadableAnswer, error.Code);
        Assert.Equal(HttpStatusCode.OK, error.StatusCode);
        Assert.Equal("r1", error.RequestId);
        Assert.Equal(("POST", TestClient.Prefix + "/desktops/agents"), (error.Method, error.Path));
        Assert.True(error.IsOutcomeUnknown);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"job_id":null}""")]
    [InlineData("""{"job_id":""}""")]
    public async Task An_accepted_action_without_a_job_is_an_error_of_unknown_outcome(string body)
    {
        using WorkspaceClient client = await TestClient.ConnectAsync(StubHandler.Always(body));

        WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(() => client.Agents.InstallAsync(["d1"], Stop));

        Assert.Equal(WorkspaceException.UnreadableAnswer, error.Code);
        Assert.True(error.IsOutcomeUnknown);
    }

    [Fact]
    public async Task A_read_that_cannot_be_read_leaves_nothing_open()
    {
        using WorkspaceClient client = await TestClient.ConnectAsync(StubHandler.Always("<html>"));

        WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(() => client.Desktops.ListSummaries().CountAsync(Stop).AsTask());

        Assert.Equal(WorkspaceException.UnreadableAnswer, error.Code);
        Assert.False(error.IsOutcomeUnknown);
    }

    [Fact]
    public async Task A_sysprep_answer_without_its_list_is_an_error_and_not_an_empty_one()
    {
        using WorkspaceClient client = await TestClient.ConnectAsync(StubHandler.Always("{}"));

        WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(() => client.Desktops.CheckSysprepAsync(null, Stop));

        Assert.Equal(WorkspaceException.UnreadableAnswer, error.Code);
        Assert.Contains("sysprep_infos", error.Message, StringComparison.Ordinal);
    }
}
