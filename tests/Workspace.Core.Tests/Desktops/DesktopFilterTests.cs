using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Desktops;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Desktops;

public sealed class DesktopFilterTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static DesktopFilter All => new()
    {
        ComputerName = "pc &1",
        ComputerNames = ["c1", "c2"],
        UserName = "ann",
        DesktopIP = "10.0.0.1",
        DesktopIds = ["d1", "d2"],
        PoolIds = ["p1", "p2"],
        Status = "ACTIVE",
        Types = ["DEDICATED", "SHARED"],
        ImageId = "i1",
        Tags = [new() { Key = "k1", Value = "v1" }, new() { Key = "k2", Value = "v2" }],
        SubnetId = "s1",
        EnterpriseProjectId = "0",
        IsShareDesktop = false,
        UserAttached = true,
        ChargeMode = "1",
        InMaintenanceMode = false,
        IsSupportInternet = true,
        AvailabilityZone = "az1",
        Isolated = true,
        SortField = "created",
        SortType = "DESC",
    };

    [Fact]
    public async Task Arrays_repeat_their_key_and_pools_types_and_tags_are_joined_by_commas()
    {
        RecordedRequest sent = await SentAsync(client => client.Desktops.ListSummaries(new()
        {
            DesktopIds = ["d1", "d2"],
            PoolIds = ["p1", "p2"],
            Types = ["DEDICATED", "SHARED"],
            Tags = [new() { Key = "k1", Value = "v1" }, new() { Key = "k2", Value = "v2" }],
        }).CountAsync(Stop).AsTask());

        Assert.Equal(
            TestClient.Prefix + "/desktops?desktop_id=d1&desktop_id=d2&desktop_type=DEDICATED%2CSHARED&limit=1000&offset=0&pool_id=p1%2Cp2&tag=k1%3Dv1%2Ck2%3Dv2",
            sent.Target);
    }

    [Fact]
    public async Task The_short_list_takes_only_its_own_filters()
    {
        RecordedRequest sent = await SentAsync(client => client.Desktops.ListSummaries(All).CountAsync(Stop).AsTask());

        Assert.Equal(
            ["computer_name", "desktop_id", "desktop_id", "desktop_ip", "desktop_type", "enterprise_project_id", "is_share_desktop", "limit", "offset", "pool_id", "status", "subnet_id", "tag", "user_name"],
            Names(sent));
    }

    [Fact]
    public async Task The_detailed_list_takes_every_filter_but_isolated()
    {
        RecordedRequest sent = await SentAsync(client => client.Desktops.List(All).CountAsync(Stop).AsTask());

        Assert.Equal(
            [
                "availability_zone", "charge_mode", "computer_name", "computer_names", "computer_names", "desktop_id", "desktop_id", "desktop_ip", "desktop_type",
                "enterprise_project_id", "image_id", "in_maintenance_mode", "is_share_desktop", "is_support_internet", "limit", "offset", "pool_id", "sort_field",
                "sort_type", "status", "subnet_id", "tag", "user_attached", "user_name",
            ],
            Names(sent));
        Assert.Equal(
            ("pc &1", "10.0.0.1", "ACTIVE", "i1", "false", "true", "1", "az1", "created", "DESC"),
            (sent.Query("computer_name"), sent.Query("desktop_ip"), sent.Query("status"), sent.Query("image_id"), sent.Query("is_share_desktop"), sent.Query("user_attached"), sent.Query("charge_mode"), sent.Query("availability_zone"), sent.Query("sort_field"), sent.Query("sort_type")));
    }

    [Fact]
    public async Task Several_users_take_the_place_of_one()
    {
        RecordedRequest sent = await SentAsync(client => client.Desktops.List(new() { UserName = "ann", UserNames = ["bob", "eve"] }).CountAsync(Stop).AsTask());

        Assert.Equal(TestClient.Prefix + "/desktops/detail?limit=500&offset=0&user_names=bob&user_names=eve", sent.Target);
    }

    private static string[] Names(RecordedRequest request) => [.. request.Address.Query.TrimStart('?').Split('&').Select(pair => pair.Split('=')[0]).Order()];

    private static async Task<RecordedRequest> SentAsync(System.Func<WorkspaceClient, Task<int>> call)
    {
        StubHandler stub = StubHandler.Always("""{"total_count":0,"desktops":[]}""");
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);
        Assert.Equal(0, await call(client));
        return Assert.Single(stub.Requests);
    }
}
