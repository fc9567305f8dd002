using System;
using System.Linq;
using System.Net;
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
    public async Task An_operation_that_only_the_service_has_is_refused_by_name(string operation, string what)
    {
        WorkspaceException refusal = await RefusedAsync(new RestCall(OperationCatalogue.Find(operation)!));

        Assert.Equal((HttpStatusCode.NotFound, "EMULATOR.0001", false, false), (refusal.StatusCode, refusal.Code, refusal.ConcernsConnection, refusal.IsTransient));
        Assert.StartsWith($"{operation} ({what}) is an operation of the service that its emulator does not have", refusal.Message, StringComparison.Ordinal);
    }

    private async Task<WorkspaceException> RefusedAsync(RestCall call)
    {
        using WorkspaceClient client = await Emulated.ConnectAsync(new EmulatedTenant(null, _clock), _clock);
        call.Body = call.IsRead ? null : RestBody.FromJson("{}");
        return await Assert.ThrowsAsync<WorkspaceException>(() => client.Rest.SendAsync(call, Stop));
    }
}
