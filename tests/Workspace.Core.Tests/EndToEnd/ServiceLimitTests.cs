using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using Workspace.Authentication;
using Workspace.Emulator;
using Workspace.Http;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.EndToEnd;

/// <summary>What the client refuses before sending, the emulated service refuses too: scripts that get around the one meet the other.</summary>
public sealed class ServiceLimitTests
{
    private const string Sysprep = "/sysprep";
    private const string Capture = "/desktops/desktop-to-image";
    private const string Rebuild = "/desktop-pools/{pool}/rebuild";
    private const string Agents = "/desktops/agents";
    private const string Power = "/desktops/action";
    private const string PoolPower = "/desktop-pools/{pool}/action";
    private const string Logoff = "/desktops/logoff";
    private const string Notify = "/desktops/notifications";
    private const string NotifyPool = "/desktop-pools/{pool}/notifications";
    private const string Maintenance = "/desktops/maintenance-mode";
    private const string DesktopRebuild = "/desktops/rebuild";

    public static TheoryData<string, string, string> Bodies => new()
    {
        { Sysprep, "", "empty" },
        { Sysprep, "{", "JSON" },
        { Sysprep, """{"desktop_ids":[]}""", "desktop_ids" },
        { Sysprep, $$"""{"desktop_ids":[{{Ids(101)}}]}""", "desktop_ids has 101" },
        { Sysprep, $$"""{"desktop_ids":["{{Text(256)}}"]}""", "255" },
        { Capture, """{"desktop_id":"{desktop}"}""", "image_name" },
        { Capture, """{"image_name":"n"}""", "desktop_id" },
        { Capture, """{"image_name":"","desktop_id":"{desktop}"}""", "image_name" },
        { Capture, """{"image_name":" n","desktop_id":"{desktop}"}""", "image_name" },
        { Capture, """{"image_name":"n ","desktop_id":"{desktop}"}""", "image_name" },
        { Capture, """{"image_name":"a/b","desktop_id":"{desktop}"}""", "image_name" },
        { Capture, $$"""{"image_name":"{{Text(129)}}","desktop_id":"{desktop}"}""", "129" },
        { Capture, $$"""{"image_name":"n","desktop_id":"{desktop}","image_description":"{{Text(1025)}}"}""", "1025" },
        { Capture, """{"image_name":"n","desktop_id":"{desktop}","image_description":"a/b"}""", "image_description" },
        { Capture, """{"image_name":"n","desktop_id":"{desktop}","execute_sysprep":"true"}""", "execute_sysprep" },
        { Capture, """{"image_name":"n","desktop_id":"{desktop}","min_ram":2048}""", "min_ram" },
        { Capture, $$"""{"image_name":"n","desktop_id":"{desktop}","image_tags":[{{string.Join(',', Enumerable.Repeat("{}", 1001))}}]}""", "1001" },
        { Rebuild, "{}", "image_id" },
        { Rebuild, """{"image_id":"{image}","delay_time":16}""", "delay_time" },
        { Rebuild, """{"image_id":"{image}","delay_time":-1}""", "delay_time" },
        { Rebuild, """{"image_id":"{image}","delay_time":"15"}""", "delay_time" },
        { Rebuild, $$"""{"image_id":"{image}","message":"{{Text(401)}}"}""", "401" },
        { Rebuild, """{"image_id":"{image}","handle_type":"ALL"}""", "handle_type" },
        { Rebuild, """{"image_id":"{image}","encrypt_type":"ENCRYPTED"}""", "kms_id" },
        { Rebuild, """{"image_id":"{image}","desktop_ids":["{desktop}"]}""", "not in the pool" },
        { Rebuild, """{"image_id":"{image}","desktop_ids":[]}""", "desktop_ids" },
        { Agents, "{}", "desktop_ids" },
        { Agents, """{"desktop_ids":null}""", "desktop_ids" },
        { Agents, $$"""{"desktop_ids":[{{Ids(101)}}]}""", "desktop_ids has 101" },
        { Agents, """{"desktop_ids":["{desktop}","unknown"]}""", "unknown" },
        { Power, """{"desktop_ids":["{desktop}"]}""", "op_type" },
        { Power, """{"desktop_ids":["{desktop}"],"op_type":"hibernate"}""", "op_type" },
        { Power, """{"desktop_ids":["{desktop}"],"op_type":"os-stop","type":"Soft"}""", "type" },
        { Power, """{"op_type":"os-stop"}""", "desktop_ids" },
        { Power, """{"desktop_ids":[],"op_type":"os-stop"}""", "desktop_ids" },
        { Power, $$"""{"desktop_ids":[{{Ids(101)}}],"op_type":"os-stop"}""", "desktop_ids has 101" },
        { PoolPower, """{"type":"SOFT"}""", "op_type" },
        { PoolPower, """{"op_type":"os-hibernate"}""", "op_type" },
        { Logoff, """{"desktop_ids":[]}""", "desktop_ids" },
        { Logoff, $$"""{"desktop_ids":["{desktop}"],"message":"{{Text(256)}}"}""", "256" },
        { Notify, """{"desktop_ids":["{desktop}"]}""", "notifications" },
        { Notify, """{"notifications":"Hello"}""", "desktop_ids" },
        { NotifyPool, """{"notifications":""}""", "notifications" },
        { Maintenance, """{"desktop_ids":["{desktop}"]}""", "in_maintenance_mode" },
        { Maintenance, """{"desktop_ids":["{desktop}"],"in_maintenance_mode":"true"}""", "in_maintenance_mode" },
        { Maintenance, """{"in_maintenance_mode":true}""", "desktop_ids" },
        { DesktopRebuild, """{"desktop_ids":["{desktop}"],"image_id":"{image}"}""", "image_type" },
        { DesktopRebuild, """{"desktop_ids":["{desktop}"],"image_id":"{image}","image_type":"public"}""", "image_type" },
        { DesktopRebuild, """{"desktop_ids":["{desktop}"],"image_type":"gold"}""", "image_id" },
        { DesktopRebuild, """{"desktop_ids":["{desktop}"],"image_id":"{image}","image_type":"gold","delay_time":-1}""", "delay_time" },
        { DesktopRebuild, """{"desktop_ids":["{desktop}"],"image_id":"{image}","image_type":"gold","delay_time":2147483648}""", "delay_time" },
        { DesktopRebuild, """{"image_id":"{image}","image_type":"gold"}""", "desktop_ids" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_body_out_of_its_limits_is_refused_by_name_and_starts_nothing(string path, string body, string named)
    {
        var clock = new ManualClock();
        var tenant = new EmulatedTenant(null, clock);
        using AccessKeyCredential key = Emulated.Key(tenant);
        RestClient rest = TestRest.Over(new EmulatorHandler(tenant), new Uri("https://workspace.example"), by: new RequestSigner(key, clock, tenant.ProjectId));
        string Fill(string text) => text
            .Replace("{pool}", tenant.Pools[0].PoolId, StringComparison.Ordinal)
            .Replace("{desktop}", tenant.Desktops[0].DesktopId, StringComparison.Ordinal)
            .Replace("{image}", tenant.Images[0].ImageId, StringComparison.Ordinal);
        var request = new ServiceRequest(path == Maintenance ? HttpMethod.Put : HttpMethod.Post, $"/v2/{tenant.ProjectId}{Fill(path)}", body: Encoding.UTF8.GetBytes(Fill(body)));

        WorkspaceException refused = await Assert.ThrowsAsync<WorkspaceException>(() => rest.SendAsync(request, response => response, TestContext.Current.CancellationToken));

        Assert.Equal((HttpStatusCode.BadRequest, "WKS.0001"), (refused.StatusCode, refused.Code));
        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
        Assert.NotNull(refused.RequestId);
        Assert.Empty(tenant.Jobs);
    }

    private static string Text(int length) => new('x', length);

    private static string Ids(int count) => string.Join(',', Enumerable.Range(0, count).Select(i => $"\"d{i}\""));
}
