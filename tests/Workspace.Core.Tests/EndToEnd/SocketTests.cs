using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Emulator;
using Workspace.EmulatorServer;
using Workspace.Jobs;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.EndToEnd;

/// <summary>The client's own HTTP handler against the emulated service behind a real socket.</summary>
public sealed class SocketTests
{
    private readonly ManualClock _clock = new();
    private readonly EmulatedTenant _tenant;

    public SocketTests() => _tenant = new EmulatedTenant(null, _clock);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_signature_holds_with_the_port_in_the_host()
    {
        await using EmulatorHost host = await EmulatorHost.StartAsync(_tenant);
        using WorkspaceClient client = await Emulated.ConnectAsync(_tenant, _clock, host.Endpoint);

        int count = await client.Desktops.ListSummaries().CountAsync(Stop);

        Assert.Equal(_tenant.Desktops.Count, count);
        Assert.Equal(["/v3/projects", $"/v2/{_tenant.ProjectId}/workspaces", $"/v2/{_tenant.ProjectId}/desktops"], _tenant.Requests.Select(r => r.Path));
        Assert.All(_tenant.Requests, request =>
        {
            Assert.Equal(200, request.Status);
            Assert.Equal($"127.0.0.1:{host.Endpoint.Port}", request.Headers["Host"]);
            Assert.Contains("host;", request.Headers["Authorization"], StringComparison.Ordinal);
            Assert.False(request.Headers.ContainsKey("Content-Type"));
        });
    }

    [Fact]
    public async Task Paths_and_queries_outside_ASCII_keep_their_signature()
    {
        await using EmulatorHost host = await EmulatorHost.StartAsync(_tenant);
        using WorkspaceClient client = await Emulated.ConnectAsync(_tenant, _clock, host.Endpoint);

        Assert.Equal(0, await client.Desktops.List(new() { ComputerName = "测试 1*~(&=?!#%.+)'/", Tags = [new() { Key = "k", Value = "ü" }] }).CountAsync(Stop));
        WorkspaceException unknown = await Assert.ThrowsAsync<WorkspaceException>(() => client.Desktops.GetAsync("测 试1+2%~*'()", Stop));

        Assert.Equal(System.Net.HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.NotNull(unknown.RequestId);
    }

    [Fact]
    public async Task The_four_operations_arrive_as_on_their_API_pages()
    {
        await using EmulatorHost host = await EmulatorHost.StartAsync(_tenant);
        using WorkspaceClient client = await Emulated.ConnectAsync(_tenant, _clock, host.Endpoint);
        string desktop = _tenant.Desktops[0].DesktopId;
        string pool = _tenant.Pools[0].PoolId;
        string image = _tenant.Images[0].ImageId;

        await client.Desktops.CheckSysprepAsync([desktop], Stop);
        await client.Images.CaptureAsync(new() { ImageName = "n", DesktopId = desktop }, Stop);
        await client.Pools.RebuildAsync(pool, new() { ImageId = image, DelayMinutes = 15 }, Stop);
        await client.Agents.InstallAsync([desktop], Stop);

        string prefix = "POST /v2/" + _tenant.ProjectId;
        EmulatorRequest[] sent = [.. _tenant.Requests.Where(r => r.Method == "POST")];
        Assert.Equal(
            [
                $$"""{{prefix}}/sysprep {"desktop_ids":["{{desktop}}"]}""",
                $$"""{{prefix}}/desktops/desktop-to-image {"image_name":"n","desktop_id":"{{desktop}}","execute_sysprep":true}""",
                $$"""{{prefix}}/desktop-pools/{{pool}}/rebuild {"image_id":"{{image}}","delay_time":15}""",
                $$"""{{prefix}}/desktops/agents {"desktop_ids":["{{desktop}}"]}""",
            ],
            sent.Select(r => $"{r.Method} {r.Path} {r.BodyText}"));
        Assert.All(sent, request =>
        {
            Assert.Equal("application/json", request.Headers["Content-Type"]);
            Assert.Equal(_tenant.ProjectId, request.Headers["X-Project-Id"]);
            Assert.Equal(200, request.Status);
        });
    }

    [Fact]
    public async Task A_job_is_waited_for_on_the_services_clock()
    {
        await using EmulatorHost host = await EmulatorHost.StartAsync(_tenant);
        using WorkspaceClient client = await Emulated.ConnectAsync(_tenant, _clock, host.Endpoint);
        string job = await client.Agents.InstallAsync([_tenant.Desktops[0].DesktopId], Stop);

        JobUpdate last = await client.Jobs.WatchAsync([new(job)], null, Stop).LastAsync(Stop);

        Assert.Equal("Succeeded", last.Job?.Status);
        Assert.Equal([2, 3], _clock.Delays.Select(d => d.TotalSeconds));
    }

    [Fact]
    public async Task A_wrong_secret_is_refused_with_the_services_words()
    {
        await using EmulatorHost host = await EmulatorHost.StartAsync(_tenant);

        WorkspaceException refused = await Assert.ThrowsAsync<WorkspaceException>(() => Emulated.ConnectAsync(_tenant, _clock, host.Endpoint, "wrong"));

        Assert.Equal("APIGW.0301", refused.Code);
        Assert.Contains("verify aksk signature fail", refused.Message, StringComparison.Ordinal);
        Assert.Single(_tenant.Requests);
    }

    [Fact]
    public async Task A_service_that_is_gone_has_not_carried_out_the_write()
    {
        WorkspaceClient client;
        await using (EmulatorHost host = await EmulatorHost.StartAsync(_tenant))
        {
            client = await Emulated.ConnectAsync(_tenant, _clock, host.Endpoint);
        }

        using (client)
        {
            WorkspaceException gone = await Assert.ThrowsAsync<WorkspaceException>(() => client.Agents.InstallAsync([_tenant.Desktops[0].DesktopId], Stop));

            Assert.Equal(WorkspaceException.ConnectionFailed, gone.Code);
            Assert.False(gone.IsOutcomeUnknown);
            Assert.Empty(_tenant.Jobs);
        }
    }
}
