using System;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Http;

/// <summary>The bodies that the service, its gateway, IAM and their relatives give with an error status.</summary>
public sealed class ErrorShapeTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"error_code":"WKS.00010032","error_msg":"It is busy."}""", "WKS.00010032", "It is busy.")]
    [InlineData("""{"error_msg":"over ratelimit,limit:1","error_code":"APIGW.0308","request_id":"b1"}""", "APIGW.0308", "over ratelimit,limit:1")]
    [InlineData("""{"error":{"code":401,"message":"Wrong.","title":"Unauthorized"}}""", "401", "Wrong.")]
    [InlineData("""{"error":{"code":"IAM.0011","message":"Wrong."}}""", "IAM.0011", "Wrong.")]
    [InlineData("""{"errorCode":"X.1","errorMsg":"Wrong."}""", "X.1", "Wrong.")]
    [InlineData("""{"code":"X.2","message":"Wrong."}""", "X.2", "Wrong.")]
    [InlineData("""{"fault":{"error_code":"X.3","error_msg":"Wrong."}}""", "X.3", "Wrong.")]
    [InlineData("""{"error_msg":"Only a text."}""", "409", "Only a text.")]
    [InlineData("""{"error":"Only a text."}""", "409", "Only a text.")]
    [InlineData("""{"error_code":"","error_msg":"An empty code."}""", "409", "An empty code.")]
    [InlineData("""{"unknown":"shape"}""", "409", """{"unknown":"shape"}""")]
    [InlineData("""["a","list"]""", "409", """["a","list"]""")]
    [InlineData("""{"cut":""", "409", """{"cut":""")]
    public async Task Code_and_message_are_found(string body, string code, string message)
    {
        WorkspaceException error = await FailAsync(StubAnswer.Json(HttpStatusCode.Conflict, body));

        Assert.Equal(HttpStatusCode.Conflict, error.StatusCode);
        Assert.Equal(code, error.Code);
        Assert.StartsWith(message + " (HTTP 409, ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_member_of_the_services_error_arrives()
    {
        WorkspaceException error = await FailAsync(StubAnswer
            .Json(HttpStatusCode.Forbidden, """{"error_code":"WKS.0403","error_msg":"Denied.","error_detail":"By policy.","encoded_authorization_message":"XyZ"}""")
            .With("X-Request-Id", "r-17"));

        Assert.Equal(HttpStatusCode.Forbidden, error.StatusCode);
        Assert.Equal("WKS.0403", error.Code);
        Assert.Equal("By policy.", error.Detail);
        Assert.Equal("XyZ", error.EncodedAuthorizationMessage);
        Assert.Equal("r-17", error.RequestId);
        Assert.Equal("POST", error.Method);
        Assert.Equal(TestClient.Prefix + "/desktops/agents", error.Path);
        Assert.Empty(error.Failures);
        Assert.Equal($"Denied. By policy. It takes the IAM action workspace:desktops:batchInstallAgents. (HTTP 403, WKS.0403, POST {TestClient.Prefix}/desktops/agents, request id r-17)", error.Message);
    }

    [Fact]
    public async Task IAMs_error_keeps_its_encoded_message()
    {
        WorkspaceException error = await FailAsync(StubAnswer.Json(HttpStatusCode.Forbidden, """{"error":{"code":403,"message":"No.","encoded_authorization_message":"XyZ"}}"""));

        Assert.Equal("XyZ", error.EncodedAuthorizationMessage);
    }

    [Fact]
    public async Task The_gateways_request_id_is_taken_from_the_body_where_no_header_has_it()
    {
        WorkspaceException error = await FailAsync(StubAnswer.Json(HttpStatusCode.NotFound, """{"error_code":"APIGW.0101","error_msg":"None.","request_id":"r-18"}"""));

        Assert.Equal("r-18", error.RequestId);
    }

    [Fact]
    public async Task HTML_is_shown_as_it_came_up_to_two_hundred_characters()
    {
        WorkspaceException error = await FailAsync(StubAnswer.Html(HttpStatusCode.BadGateway, "<html>" + new string('x', 2000) + "</html>"));

        Assert.Equal("502", error.Code);
        Assert.StartsWith("<html>" + new string('x', 194) + "… (HTTP 502", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_without_a_body_names_the_status()
    {
        WorkspaceException error = await FailAsync(StubAnswer.Empty(HttpStatusCode.ServiceUnavailable));

        Assert.Equal("503", error.Code);
        Assert.StartsWith("The service answered with HTTP status 503 and no text.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_is_an_error_and_not_followed()
    {
        StubHandler stub = StubHandler.Always(StubAnswer.Empty(HttpStatusCode.Found).With("Location", "https://evil.example/"));
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(() => client.Desktops.GetAsync("d1", Stop));

        Assert.Equal("302", error.Code);
        Assert.Single(stub.Requests);
    }

    [Theory]
    [InlineData((HttpStatusCode)429, true)]
    [InlineData(HttpStatusCode.InternalServerError, true)]
    [InlineData(HttpStatusCode.GatewayTimeout, true)]
    [InlineData(HttpStatusCode.BadRequest, false)]
    [InlineData(HttpStatusCode.Unauthorized, false)]
    [InlineData(HttpStatusCode.Conflict, false)]
    public async Task Only_throttling_and_faults_of_the_service_pass_by_themselves(HttpStatusCode status, bool passes)
    {
        WorkspaceException error = await FailAsync(StubAnswer.Empty(status));

        Assert.Equal(passes, error.IsTransient);
    }

    private static async Task<WorkspaceException> FailAsync(StubAnswer answer)
    {
        using WorkspaceClient client = await TestClient.ConnectAsync(StubHandler.Always(answer));
        return await Assert.ThrowsAsync<WorkspaceException>(() => client.Agents.InstallAsync(["d1"], Stop));
    }
}
