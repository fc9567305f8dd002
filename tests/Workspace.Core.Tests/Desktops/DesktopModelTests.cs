using System;
using System.Linq;
using System.Threading.Tasks;
using Workspace.Desktops;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Desktops;

/// <summary>Desktops as the service spells them, with its quirks.</summary>
public sealed class DesktopModelTests
{
    private const string Full = """
        {"desktop_id":"d1","computer_name":"PC-1","os_host_name":"pc-1","sid":"S-1","ou_name":"OU=x","domain":"corp",
        "addresses":{"net-1":[{"addr":"192.168.0.5","version":"4","OS-EXT-IPS-MAC:mac_addr":"fa:16","OS-EXT-IPS:type":"fixed"}],"net-2":[{"addr":"10.0.0.5","version":6}]},
        "ip_addresses":["192.168.0.5"],"ipv4":"192.168.0.6","ipv6":"fe80::1","user_list":["ann"],"user_group_list":["users"],"user_name":"ann","user_group":"users",
        "attach_user_infos":[{"user_id":"u1","user_name":"ann","user_group":"users","domain":"corp","type":"USER"}],"attach_state":"ATTACHED","desktop_type":"POOLED",
        "metadata":{"metering.image_id":"i1","image_name":"win","os_type":"Windows","charging_mode":1,"os_bit":null},
        "flavor":{"id":"f1","links":[{"rel":"self","hrel":"https://x"}]},"status":"ACTIVE","task_status":"rebuilding","login_status":"CONNECTED","process":40,
        "in_maintenance_mode":false,"is_freeze":true,"isolated":false,"is_support_internet":true,"is_attaching_eip":false,"internet_mode":"NAT","internet_mode_list":["NAT","EIP"],
        "created":"2022-01-21T06:57:47.459Z","security_groups":[{"id":"g1","name":"web"}],"product_id":"workspace.c2",
        "product":{"product_id":"workspace.c2","flavor_id":"f1","type":"BASE","cpu":4,"memory":"8192","is_gpu":false,"system_disk_size":80},
        "root_volume":{"type":"SAS","size":80,"device":"/dev/sda","volume_id":"v1","create_time":"2022-01-21 06:57:47"},"data_volumes":[{"type":"SSD","size":"100"}],
        "availability_zone":"az1","site_type":"CENTER","site_name":"s","os_version":"11","order_id":"o1","subnet_id":"n1","bill_resource_id":"b1","root_resource_id":"r1",
        "enterprise_project_id":"0","share_resource_sku":"sku","tags":[{"key":"k","value":"v"}],
        "hour_package_info":{"root_order_id":"o2","use_up_policy":"PAY_PER_USE","package_duration":100,"use_duration":1.5},
        "inconsistent_types":["IMAGE"],"minProvisionTime":7,"unknown":{"deep":[1,2]}}
        """;

    [Fact]
    public async Task Every_member_arrives()
    {
        Desktop desktop = await ReadAsync(Full);

        Assert.Equal(("d1", "PC-1", "pc-1", "S-1", "OU=x", "corp"), (desktop.DesktopId, desktop.Name, desktop.OSHostName, desktop.Sid, desktop.OUName, desktop.Domain));
        Assert.Equal(("ACTIVE", "rebuilding", "CONNECTED", 40), (desktop.Status, desktop.TaskStatus, desktop.LoginStatus, desktop.Progress));
        Assert.Equal(("192.168.0.5", "192.168.0.6", "fe80::1"), (desktop.IPAddress, desktop.IPv4, desktop.IPv6));
        Assert.Equal(("i1", "win", "Windows", "11"), (desktop.ImageId, desktop.SourceImageName, desktop.OSType, desktop.OSVersion));
        Assert.Equal(("ann", "users", "ATTACHED", "POOLED"), (desktop.UserName, desktop.UserGroup, desktop.AttachState, desktop.Type));
        Assert.Equal((false, true, false, true, false), (desktop.InMaintenanceMode, desktop.IsFrozen, desktop.Isolated, desktop.IsSupportInternet, desktop.IsAttachingEip));
        Assert.Equal(("f1", "self", "https://x"), (desktop.Flavor?.Id, desktop.Flavor?.Links?[0].Rel, desktop.Flavor?.Links?[0].Hrel));
        Assert.Equal(("g1", "web"), (desktop.SecurityGroups?[0].Id, desktop.SecurityGroups?[0].Name));
        Assert.Equal(("workspace.c2", "4", "8192", "80"), (desktop.ProductId, desktop.Product?.Cpu, desktop.Product?.MemoryMB, desktop.Product?.SystemDiskSizeGB));
        Assert.Equal((80, "SAS", "v1", 100), (desktop.RootVolume?.SizeGB, desktop.RootVolume?.Type, desktop.RootVolume?.VolumeId, desktop.DataVolumes?[0].SizeGB));
        Assert.Equal(("az1", "CENTER", "s", "o1", "n1"), (desktop.AvailabilityZone, desktop.SiteType, desktop.SiteName, desktop.OrderId, desktop.SubnetId));
        Assert.Equal(("b1", "r1", "0", "sku"), (desktop.BillResourceId, desktop.RootResourceId, desktop.EnterpriseProjectId, desktop.ShareResourceSku));
        Assert.Equal(("NAT", "NAT EIP"), (desktop.InternetMode, string.Join(' ', desktop.InternetModeList ?? [])));
        Assert.Equal(("ann", "users"), (Assert.Single(desktop.UserList!), Assert.Single(desktop.UserGroupList!)));
        Assert.Equal(("u1", "ann", "USER"), (desktop.AttachedUsers?[0].UserId, desktop.AttachedUsers?[0].UserName, desktop.AttachedUsers?[0].Type));
        Assert.Equal(("o2", "PAY_PER_USE", 100d, 1.5), (desktop.HourPackageInfo?.RootOrderId, desktop.HourPackageInfo?.UseUpPolicy, desktop.HourPackageInfo?.PackageDuration, desktop.HourPackageInfo?.UseDuration));
        Assert.Equal("k=v", Assert.Single(desktop.Tags!).ToString());
        Assert.Equal(["IMAGE"], desktop.InconsistentTypes!);
        Assert.Null(desktop.PoolId);
    }

    [Fact]
    public async Task Numbers_where_a_text_is_expected_are_their_text()
    {
        Desktop desktop = await ReadAsync(Full);

        Assert.Equal("1", desktop.Metadata!["charging_mode"]);
        Assert.Equal("4", desktop.Product!.Cpu);
        Assert.Equal("6", desktop.Addresses![1].Version);
        Assert.Equal("true", (await ReadAsync("""{"status":true}""")).Status);
    }

    [Fact]
    public async Task Addresses_by_network_name_their_network()
    {
        Desktop desktop = await ReadAsync(Full);

        Assert.Equal(
            [("net-1", "192.168.0.5", "4", "fa:16", "fixed"), ("net-2", "10.0.0.5", "6", null, null)],
            desktop.Addresses!.Select(a => (a.Network, a.Address, a.Version, a.MacAddress, a.Type)));
    }

    [Theory]
    [InlineData("""[{"addr":"10.0.0.7","OS-EXT-IPS:type":"fixed"}]""", "10.0.0.7")]
    [InlineData("""{"n":[{"addr":"10.0.0.8"}]}""", "10.0.0.8")]
    [InlineData("""{"n":null}""", null)]
    [InlineData("{}", null)]
    [InlineData("[]", null)]
    [InlineData("null", null)]
    public async Task Addresses_come_as_a_map_or_as_an_array(string addresses, string? first)
    {
        Desktop desktop = await ReadAsync($$"""{"desktop_id":"d1","addresses":{{addresses}},"status":"ACTIVE"}""");

        Assert.Equal(first, desktop.IPAddress);
        Assert.Equal("ACTIVE", desktop.Status);
    }

    [Theory]
    [InlineData("2022-01-21T06:57:47.459Z", 459)]
    [InlineData("2022-01-21 06:57:47", 0)]
    [InlineData("2022-01-21T14:57:47.459+08:00", 459)]
    [InlineData("2022-01-21T06:57:47.459000Z", 459)]
    public async Task A_time_with_or_without_a_zone_is_UTC(string text, int milliseconds)
    {
        using var _ = new CultureScope("th-TH");

        DateTime created = (await ReadAsync($$"""{"created":"{{text}}"}""")).Created!.Value;

        Assert.Equal(DateTimeKind.Utc, created.Kind);
        Assert.Equal(new DateTime(2022, 1, 21, 6, 57, 47, milliseconds, DateTimeKind.Utc), created);
    }

    [Theory]
    [InlineData("""{"created":"","process":null}""")]
    [InlineData("""{"created":null}""")]
    [InlineData("{}")]
    public async Task What_is_empty_or_missing_is_null(string json)
    {
        Desktop desktop = await ReadAsync(json);

        Assert.Null(desktop.Created);
        Assert.Null(desktop.Progress);
        Assert.Null(desktop.ImageId);
        Assert.Null(desktop.IPAddress);
    }

    [Fact]
    public async Task An_unreadable_time_is_an_error_of_the_answer()
    {
        WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(() => ReadAsync("""{"created":"yesterday"}"""));

        Assert.Equal(WorkspaceException.UnreadableAnswer, error.Code);
    }

    private static async Task<Desktop> ReadAsync(string json)
    {
        using WorkspaceClient client = await TestClient.ConnectAsync(StubHandler.Always($$"""{"total_count":1,"desktops":[{{json}}]}"""));
        return await client.Desktops.List().SingleAsync(TestContext.Current.CancellationToken);
    }
}
