using System;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Authentication;

/// <summary>Which IAM action a refused caller lacks.</summary>
public sealed class IamActionTests
{
    private const string Refusal = """{"error_code":"WKS.0403","error_msg":"No permission"}""";

    public static TheoryData<string, string, Func<WorkspaceClient, Task>> Operations => new()
    {
        { "workspace:desktops:get", "GET", client => client.Desktops.GetAsync("d", Stop) },
        { "workspace:desktops:getSysprepVersion", "GET", client => client.Desktops.GetSysprepAsync("d", Stop) },
        { "workspace:desktops:getSysPrepInfo", "POST", client => client.Desktops.CheckSysprepAsync(null, Stop) },
        { "workspace:desktops:batchInstallAgents", "POST", client => client.Agents.InstallAsync(["d"], Stop) },
        { "workspace:desktops:createImage", "POST", client => client.Images.CaptureAsync(new() { DesktopId = "d", ImageName = "i" }, Stop) },
        { "workspace:desktopPools:get", "GET", client => client.Pools.GetAsync("p", Stop) },
        { "workspace:desktopPools:rebuild", "POST", client => client.Pools.RebuildAsync("p", new() { ImageId = "i" }, Stop) },
        { "workspace:jobs:get", "GET", client => client.Jobs.GetAsync(new("j"), Stop) },
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task The_operations_action_is_named(string action, string method, Func<WorkspaceClient, Task> call)
    {
        WorkspaceException error = await RefuseAsync(HttpStatusCode.Forbidden, Refusal, call);

        Assert.Equal(method, error.Method);
        Assert.Equal(action, error.MissingAction);
        Assert.StartsWith($"No permission. It takes the IAM action {action}. (HTTP 403, WKS.0403, ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_action_that_the_refusal_names_goes_first()
    {
        WorkspaceException error = await RefuseAsync(
            HttpStatusCode.Forbidden,
            """{"error_code":"WKS.0403","error_msg":"No permission.","error_detail":"ims:serverImages:create is denied"}""",
            client => client.Pools.GetAsync("p", Stop));

        Assert.Equal("ims:serverImages:create", error.MissingAction);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, "WKS.0404")]
    [InlineData(HttpStatusCode.Forbidden, "WKS.00010099")]
    [InlineData(HttpStatusCode.Forbidden, "APIGW.0302")]
    public async Task Other_refusals_name_none(HttpStatusCode status, string code)
    {
        WorkspaceException error = await RefuseAsync(status, $$"""{"error_code":"{{code}}","error_msg":"No"}""", client => client.Pools.GetAsync("p", Stop));

        Assert.Null(error.MissingAction);
        Assert.StartsWith("No (HTTP ", error.Message, StringComparison.Ordinal);
    }

    private static async Task<WorkspaceException> RefuseAsync(HttpStatusCode status, string body, Func<WorkspaceClient, Task> call)
    {
        using WorkspaceClient client = await TestClient.ConnectAsync(StubHandler.Always(StubAnswer.Json(status, body)));
        return await Assert.ThrowsAsync<WorkspaceException>(() => call(client));
    }
}
