using System;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Pools;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Pools;

public sealed class PoolReadTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pool_comes_without_an_envelope_and_with_every_member()
    {
        StubHandler stub = StubHandler.Always("""
            {"id":"p1","name":"sales","type":"DYNAMIC","description":"d","created_time":"2024-05-01T08:00:00.000Z","charging_mode":"1","desktop_count":12,"desktop_used":3,
            "availability_zone":"az1","subnet_id":"s1","subnet_ids":["s1","s2"],"vpc_id":"v1","product":{"product_id":"pr1"},"image_id":"i1","image_name":"win11","image_os_type":"Windows",
            "image_os_version":"11","image_os_platform":"Windows","image_product_code":"c","root_volume":{"type":"SAS","size":80},"data_volumes":[{"type":"SSD","size":10}],
            "security_groups":[{"id":"g1"}],"disconnected_retention_period":15,"enable_autoscale":true,
            "autoscale_policy":{"autoscale_type":"AUTO_CREATED","max_auto_created":5,"min_idle":1,"min_retention":20,"idle_retention_duration":30,"auto_isolation_enable":true,"auto_isolation_max_num":2},
            "user_reset_policy":{"enable":true,"reset_count_per_day":2},"status":"STEADY","enterprise_project_id":"0","in_maintenance_mode":false,"desktop_name_policy_id":"n1",
            "tags":[{"key":"k","value":"v"}],"ou_name":"ou","domain":"corp","isolation_num":4,"getJobEndpoint":"internal"}
            """);
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        Pool pool = await client.Pools.GetAsync("p1", Stop);

        Assert.Equal(TestClient.Prefix + "/desktop-pools/p1", Assert.Single(stub.Requests).Target);
        Assert.Equal(("p1", "sales", "DYNAMIC", "STEADY", 12, 3), (pool.PoolId, pool.Name, pool.Type, pool.Status, pool.DesktopCount, pool.DesktopUsed));
        Assert.Equal(("i1", "win11", "Windows", "11", "pr1"), (pool.ImageId, pool.SourceImageName, pool.OSType, pool.OSVersion, pool.Product?.ProductId));
        Assert.Equal((80, 10, 15, true), (pool.RootVolume?.SizeGB, pool.DataVolumes?[0].SizeGB, pool.DisconnectedRetentionPeriod, pool.EnableAutoscale));
        Assert.Equal(("AUTO_CREATED", 5, 1, 20, 30, true, 2), (pool.AutoscalePolicy?.AutoscaleType, pool.AutoscalePolicy?.MaxAutoCreated, pool.AutoscalePolicy?.MinIdle, pool.AutoscalePolicy?.MinRetention, pool.AutoscalePolicy?.IdleRetentionDuration, pool.AutoscalePolicy?.AutoIsolationEnable, pool.AutoscalePolicy?.AutoIsolationMaxNum));
        Assert.Equal((true, 2), (pool.UserResetPolicy?.Enable, pool.UserResetPolicy?.ResetCountPerDay));
        Assert.Equal(("n1", "ou", "corp", 4, "k=v"), (pool.DesktopNamePolicyId, pool.OUName, pool.Domain, pool.IsolationNum, pool.Tags?[0].ToString()));
        Assert.Equal(new DateTime(2024, 5, 1, 8, 0, 0, DateTimeKind.Utc), pool.Created);
        Assert.Equal(["s1", "s2"], pool.SubnetIds!);
    }

    [Fact]
    public async Task An_unknown_pool_is_the_services_400()
    {
        StubHandler stub = StubHandler.Always(StubAnswer.Json(HttpStatusCode.BadRequest, """{"error_code":"WKS.0001","error_msg":"The pool does not exist."}"""));
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(() => client.Pools.GetAsync("p1", Stop));

        Assert.Equal((HttpStatusCode.BadRequest, "WKS.0001"), (error.StatusCode, error.Code));
    }

    [Fact]
    public async Task A_filter_becomes_the_query()
    {
        StubHandler stub = ListService.Of("desktop_pools", 0, _ => "{}");
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        await client.Pools.List(new() { Name = "sales", Type = "STATIC", EnterpriseProjectId = "0", InMaintenanceMode = true }).CountAsync(Stop);

        Assert.Equal(TestClient.Prefix + "/desktop-pools?enterprise_project_id=0&in_maintenance_mode=true&limit=1000&name=sales&offset=0&type=STATIC", Assert.Single(stub.Requests).Target);
    }
}
