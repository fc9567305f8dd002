using System;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Authentication;

/// <summary>What connecting makes of the tenant's state.</summary>
public sealed class ConnectionCheckTests
{
    [Fact]
    public async Task A_subscribed_tenant_connects_without_a_word()
    {
        var observer = new RecordingObserver();

        using WorkspaceClient client = await TestClient.ConnectAsync(StubHandler.InTurn(), observer: observer);

        Assert.Empty(observer.Warnings);
        Assert.Equal(TestClient.Prefix + "/workspaces", Assert.Single(observer.Traces).Target);
    }

    [Fact]
    public async Task A_tenant_that_is_not_ready_is_warned_of()
    {
        var observer = new RecordingObserver();
        StubHandler stub = StubHandler.InTurn();
        stub.Tenant = StubAnswer.Ok("""{"status":"SUBSCRIBING"}""");

        using WorkspaceClient client = await TestClient.ConnectAsync(stub, observer: observer);

        Assert.Contains("SUBSCRIBING", Assert.Single(observer.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_identity_that_may_not_read_the_tenants_state_connects_with_a_warning()
    {
        var observer = new RecordingObserver();
        StubHandler stub = StubHandler.InTurn();
        stub.Tenant = StubAnswer.Json(HttpStatusCode.Forbidden, """{"error_code":"WKS.0010","error_msg":"no workspace:tenants:get"}""");

        using WorkspaceClient client = await TestClient.ConnectAsync(stub, observer: observer);

        Assert.Contains("no workspace:tenants:get", Assert.Single(observer.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, """{"error_code":"APIGW.0301","error_msg":"wrong key"}""", "APIGW.0301")]
    [InlineData(HttpStatusCode.Forbidden, """{"error_code":"WKS.00010099","error_msg":"not subscribed"}""", "WKS.00010099")]
    [InlineData(HttpStatusCode.NotFound, """{"error_code":"APIGW.0101","error_msg":"not published"}""", "APIGW.0101")]
    [InlineData(HttpStatusCode.NotFound, """{"error_code":"APIG.0101","error_msg":"not published"}""", "APIG.0101")]
    public async Task A_wrong_key_project_or_region_does_not_connect(HttpStatusCode status, string body, string code)
    {
        StubHandler stub = StubHandler.InTurn();
        stub.Tenant = StubAnswer.Json(status, body);

        WorkspaceException failure = await Assert.ThrowsAsync<WorkspaceException>(() => TestClient.ConnectAsync(stub));

        Assert.Equal(code, failure.Code);
        Assert.True(failure.ConcernsConnection);
    }

    [Fact]
    public async Task A_host_that_is_not_there_does_not_connect()
    {
        var stub = new StubHandler((_, _) => throw new HttpRequestException("Name or service not known"));

        WorkspaceException failure = await Assert.ThrowsAsync<WorkspaceException>(() => TestClient.ConnectAsync(stub, options => options.ProjectId = null));

        Assert.Equal(WorkspaceException.ConnectionFailed, failure.Code);
        Assert.True(failure.ConcernsConnection);
        Assert.Contains("iam.ap-southeast-3.myhuaweicloud.com", failure.Message, StringComparison.Ordinal);
    }
}
