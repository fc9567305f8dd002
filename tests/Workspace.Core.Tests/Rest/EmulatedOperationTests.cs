using System;
using System.Linq;
using System.Net;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Emulator;
using Workspace.Rest;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Rest;

/// <summary>Any operation against the emulator, in memory and over a socket.</summary>
public sealed class EmulatedOperationTests
{
    private readonly ManualClock _clock = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_list_is_read_to_its_end_and_a_write_is_done(bool overSocket)
    {
        var tenant = new EmulatedTenant(new EmulatorOptions { Desktops = 230 }, _clock);
        await using EmulatedService service = await EmulatedService.StartAsync(tenant, _clock, overSocket);

        int count = await service.Client.Rest.List(new RestCall(OperationCatalogue.Find("ListDesktopsDetail")!)).CountAsync(Stop);
        var install = new RestCall(OperationCatalogue.Find("BatchInstallAgent")!)
        {
            Body = RestBody.FromValue(new RestObject([new("desktop_ids", new object?[] { tenant.Desktops[0].DesktopId })])),
        };
        RestAnswer answer = await service.Client.Rest.SendAsync(install, Stop);

        Assert.Equal(230, count);
        Assert.Equal(Assert.Single(tenant.Jobs).JobId, ((RestObject)answer.Value!)["job_id"]);
    }

    [Theory]
    [InlineData("GET", "/v2/{project_id}/nothing")]
    [InlineData("DELETE", "/v2/{project_id}/desktops")]
    [InlineData("POST", "/v9/{project_id}/desktops")]
    public async Task A_path_that_the_service_has_not_is_refused_as_its_gateway_does(string method, string path)
    {
        WorkspaceException refusal = await RefusedAsync(new RestCall(method, path));

        Assert.Equal((HttpStatusCode.NotFound, "APIGW.0101", true), (refusal.StatusCode, refusal.Code, refusal.ConcernsConnection));
        Assert.StartsWith("The API does not exist or has not been published in the environment", refusal.Message, StringComparison.Ordinal);
        Assert.NotNull(refusal.RequestId);
    }

    [Theory]
    [InlineData("ListUsers", "GET /v2/{project_id}/users")]
    [InlineData("BatchDeleteDesktops", "POST /v2/{project_id}/desktops/batch-delete")]
    [InlineData("ListApps", "GET /v1/{project_id}/app-center/apps")]
    public async Task Operation_that_only_the_service_has_is_the_emulators_limit(string operation, string what)
    {
        WorkspaceException refusal = await RefusedAsync(new RestCall(OperationCatalogue.Find(operation)!));

        Assert.Equal((HttpStatusCode.NotImplemented, WorkspaceException.NotEmulated, false), (refusal.StatusCode, refusal.Code, refusal.ConcernsConnection));
        Assert.StartsWith($"The emulator does not implement {operation} ({what}).", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ListUsers")]
    [InlineData("BatchDeleteDesktops")]
    public async Task Operation_that_is_not_implemented_is_asked_for_once_and_was_not_carried_out(string operation)
    {
        var tenant = new EmulatedTenant(null, _clock);

        WorkspaceException refusal = await RefusedAsync(new RestCall(OperationCatalogue.Find(operation)!), tenant);

        Assert.Equal((false, false), (refusal.IsTransient, refusal.IsOutcomeUnknown));
        Assert.Single(tenant.Requests, request => request.Status == 501);
        Assert.Empty(_clock.Delays);
    }

    [Fact]
    public async Task Every_operation_of_the_service_is_implemented_or_the_emulators_limit()
    {
        var tenant = new EmulatedTenant(null, _clock);
        foreach (ServiceOperation operation in OperationCatalogue.All)
        {
            string path = Regex.Replace(operation.Path.Replace("{project_id}", tenant.ProjectId, StringComparison.Ordinal), @"\{\w+\}", "x");

            EmulatorResponse response = await tenant.HandleAsync(SignedRequest.Of(tenant, _clock, operation.Method, path), Stop);

            bool isImplemented = response.Status < 500 && !response.BodyText.Contains("APIGW.", StringComparison.Ordinal);
            bool isLimit = response.Status == 501 && response.BodyText.Contains("The emulator does not implement ", StringComparison.Ordinal);
            Assert.True(isImplemented || isLimit, $"{operation}: {response.Status} {response.BodyText}");
        }
    }

    [Fact]
    public async Task Caller_without_a_key_does_not_get_to_what_is_not_implemented()
    {
        var tenant = new EmulatedTenant(null, _clock);

        EmulatorResponse response = await tenant.HandleAsync(new EmulatorRequest("GET", $"/v2/{tenant.ProjectId}/users", [], []), Stop);

        Assert.Equal(401, response.Status);
    }

    private async Task<WorkspaceException> RefusedAsync(RestCall call, EmulatedTenant? tenant = null)
    {
        using WorkspaceClient client = await Emulated.ConnectAsync(tenant ?? new EmulatedTenant(null, _clock), _clock);
        call.Body = call.IsRead ? null : RestBody.FromJson("{}");
        return await Assert.ThrowsAsync<WorkspaceException>(() => client.Rest.SendAsync(call, Stop));
    }
}
