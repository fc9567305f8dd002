using System;
using System.Net;
using System.Threading.Tasks;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Authentication;

public sealed class ProjectDiscoveryTests
{
    [Fact]
    public async Task The_one_project_of_the_region_is_taken()
    {
        StubHandler stub = StubHandler.Always("""{"links":{},"projects":[{"id":"p7","name":"ap-southeast-3","domain_id":"d","enabled":true,"links":{"self":"x"}}]}""");

        using WorkspaceClient client = await ConnectAsync(stub);

        Assert.Equal("p7", client.ProjectId);
        Assert.Equal("/v2/p7/workspaces", stub.All[1].Path);
    }

    [Fact]
    public async Task A_sub_project_is_found_by_its_name()
    {
        StubHandler stub = StubHandler.Always("""{"projects":[{"id":"p8","name":"ap-southeast-3_sub"}]}""");

        using WorkspaceClient client = await ConnectAsync(stub, options => options.ProjectName = "ap-southeast-3_sub");

        Assert.Equal("/v3/projects?name=ap-southeast-3_sub", Assert.Single(stub.Requests).Target);
        Assert.Equal("p8", client.ProjectId);
    }

    [Fact]
    public async Task None_is_an_error_that_names_the_region_and_the_way_out()
    {
        WorkspaceException failure = await RefusedAsync(StubAnswer.Ok("""{"projects":[]}"""));

        Assert.Equal("WsProjectNotFound", failure.Code);
        Assert.Contains("'ap-southeast-3'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("-Region", failure.Message, StringComparison.Ordinal);
        Assert.Contains("-ProjectName", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_are_an_error_that_lists_them()
    {
        WorkspaceException failure = await RefusedAsync(StubAnswer.Ok("""{"projects":[{"id":"p1","name":"a"},{"id":"p2","name":"b"}]}"""));

        Assert.Equal("WsProjectNotFound", failure.Code);
        Assert.Contains("p1 (a), p2 (b)", failure.Message, StringComparison.Ordinal);
        Assert.Contains("-ProjectId", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_may_not_list_projects_is_told_so_and_not_that_it_is_wrong()
    {
        WorkspaceException failure = await RefusedAsync(StubAnswer
            .Json(HttpStatusCode.Forbidden, """{"error":{"code":403,"message":"You are not authorized.","encoded_authorization_message":"ENC"}}""")
            .With("X-IAM-Trace-Id", "trace-2"));

        Assert.Equal("WsProjectNotFound", failure.Code);
        Assert.Contains("the credential is right", failure.Message, StringComparison.Ordinal);
        Assert.Contains("-ProjectId", failure.Message, StringComparison.Ordinal);
        Assert.Equal("trace-2", failure.RequestId);
        Assert.Equal("ENC", failure.EncodedAuthorizationMessage);
        Assert.False(failure.ConcernsConnection);
    }

    [Fact]
    public async Task A_wrong_key_is_refused_after_one_try()
    {
        StubHandler stub = StubHandler.Always(StubAnswer.Json(
            HttpStatusCode.Unauthorized,
            """{"error_msg":"Incorrect IAM authentication information: verify aksk signature fail","error_code":"APIGW.0301","request_id":"r1"}"""));

        WorkspaceException failure = await Assert.ThrowsAsync<WorkspaceException>(() => ConnectAsync(stub));

        Assert.Equal("APIGW.0301", failure.Code);
        Assert.True(failure.ConcernsConnection);
        Assert.False(failure.IsTransient);
        Assert.Single(stub.All);
    }

    [Fact]
    public async Task A_given_project_is_not_looked_up()
    {
        StubHandler stub = StubHandler.InTurn();

        using WorkspaceClient client = await ConnectAsync(stub, options => options.ProjectId = "mine");

        Assert.Equal("/v2/mine/workspaces", Assert.Single(stub.All).Path);
    }

    private static Task<WorkspaceException> RefusedAsync(StubAnswer answer) => Assert.ThrowsAsync<WorkspaceException>(() => ConnectAsync(StubHandler.Always(answer)));

    private static Task<WorkspaceClient> ConnectAsync(StubHandler stub, Action<WorkspaceClientOptions>? change = null) => TestClient.ConnectAsync(stub, options =>
    {
        options.ProjectId = null;
        change?.Invoke(options);
    });
}
