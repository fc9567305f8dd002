using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Desktops;
using Workspace.Emulator;
using Workspace.Tests.Support;
using Workspace.Users;
using Xunit;

namespace Workspace.Tests.Users;

/// <summary>Who is logged on.</summary>
public sealed class SessionTests
{
    private const string ConnectDesktops = TestClient.Prefix + "/connect-desktops";

    private readonly ManualClock _clock = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Both_kinds_of_sessions_are_listed_first_those_that_users_are_away_from()
    {
        StubHandler stub = StubHandler.By(request => ListService.Page(request, "desktops", 1, _ => Desktop("d-" + request.Query("connect_status"), request.Query("connect_status")!)));
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        List<UserSession> sessions = await client.Users.ListSessions().ToListAsync(Stop);

        Assert.Equal([("d-DISCONNECTED", "DISCONNECTED"), ("d-CONNECTED", "CONNECTED")], sessions.Select(s => (s.DesktopId, s.LoginStatus)));
        Assert.Equal(
            [$"{ConnectDesktops}?connect_status=DISCONNECTED&limit=1000&offset=0", $"{ConnectDesktops}?connect_status=CONNECTED&limit=1000&offset=0"],
            stub.Requests.Select(r => r.Target));
        UserSession first = sessions[0];
        Assert.Equal(("PC-d-DISCONNECTED", "alice", null), (first.DesktopName, first.UserName, first.PoolId));
        AttachedUser user = Assert.Single(first.Users);
        Assert.Equal(("u1", "alice", "users", "USER"), (user.UserId, user.UserName, user.UserGroup, user.Type));
    }

    [Fact]
    public async Task Filters_go_to_the_service_and_its_answer_is_filtered_again()
    {
        StubHandler stub = StubHandler.By(request => ListService.Page(request, "desktops", 3, i => Desktop($"d{i}", i == 0 ? "REGISTERED" : "CONNECTED", i == 1 ? "Alice" : "alice2")));
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        List<UserSession> sessions = await client.Users.ListSessions(new() { LoginStatus = "CONNECTED", UserNames = ["alice", "bob"] }).ToListAsync(Stop);

        Assert.Equal("d1", Assert.Single(sessions).DesktopId);
        Assert.Equal($"{ConnectDesktops}?connect_status=CONNECTED&limit=1000&offset=0&user_names=alice&user_names=bob", Assert.Single(stub.Requests).Target);
    }

    // The service's definition and its example name these members differently.
    [Fact]
    public async Task The_members_of_the_example_are_read_too()
    {
        StubHandler stub = StubHandler.Always("""{"total_count":1,"desktops":[{"attach_infos":[{"id":"u1","name":"aabb","type":"USER","user_group":"administrators"}],"desktop_id":"d1","desktop_name":"CHENMIN01","login_status":"CONNECTED"}]}""");
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        UserSession session = Assert.Single(await client.Users.ListSessions().ToListAsync(Stop));

        Assert.Equal(("CHENMIN01", "aabb", "CONNECTED"), (session.DesktopName, session.UserName, session.LoginStatus));
    }

    [Fact]
    public async Task A_user_who_comes_back_meanwhile_is_listed_once()
    {
        StubHandler stub = StubHandler.By(request => ListService.Page(request, "desktops", 1, _ => Desktop("d1", request.Query("connect_status")!)));
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        Assert.Single(await client.Users.ListSessions().ToListAsync(Stop));
    }

    [Theory]
    [InlineData(2500, 4)]
    [InlineData(3000, 4)]
    public async Task What_the_list_reaches_is_read_to_its_end(int count, int requests)
    {
        StubHandler stub = ListService.Of("desktops", count, i => Desktop($"d{i}", "CONNECTED"));
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        List<UserSession> sessions = await client.Users.ListSessions(new() { LoginStatus = "CONNECTED" }).ToListAsync(Stop);

        Assert.Equal(count, sessions.Select(s => s.DesktopId).Distinct().Count());
        Assert.Equal(count, sessions.Count);
        Assert.InRange(stub.Requests.Count, 3, requests);
        Assert.All(stub.Requests, r => Assert.InRange(int.Parse(r.Query("offset")!, System.Globalization.CultureInfo.InvariantCulture), 0, 2000));
    }

    // The list ends at offset 2,000.
    [Fact]
    public async Task What_the_list_does_not_reach_comes_from_the_list_of_desktops()
    {
        StubHandler stub = StubHandler.By(request => request.Path == ConnectDesktops
            ? ListService.Page(request, "desktops", request.Query("connect_status") == "CONNECTED" ? 3001 : 2, i => Desktop(request.Query("connect_status") + i, request.Query("connect_status")!))
            : ListService.Page(request, "desktops", 4000, i => $$"""{"desktop_id":"{{(i < 2 ? "DISCONNECTED" : "CONNECTED")}}{{i}}","computer_name":"PC","login_status":"{{(i < 2 ? "DISCONNECTED" : i < 3500 ? "CONNECTED" : "REGISTERED")}}","user_name":"alice"}"""));
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        List<UserSession> sessions = await client.Users.ListSessions().ToListAsync(Stop);

        Assert.Equal(3500, sessions.Count);
        Assert.Equal(3500, sessions.Select(s => s.DesktopId).Distinct().Count());
        Assert.Equal("alice", sessions[^1].UserName);
        Assert.Equal(2, stub.Requests.Count(r => r.Path == ConnectDesktops));
        Assert.StartsWith($"{TestClient.Prefix}/desktops/detail?limit=500&offset=0", stub.Requests[2].Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Those_of_a_pool_are_told_by_its_desktops()
    {
        var tenant = new EmulatedTenant(new() { Desktops = 200, Pools = 2 }, _clock);
        using WorkspaceClient client = await Emulated.ConnectAsync(tenant, _clock);
        string pool = tenant.Pools[1].PoolId;
        var expected = tenant.Desktops.Where(d => d.PoolId == pool && d.LoginStatus is "CONNECTED" or "DISCONNECTED").Where(d => d.PoolId == pool).ToList();

        List<UserSession> sessions = await client.Users.ListPoolSessions(pool).ToListAsync(Stop);
        List<UserSession> connected = await client.Users.ListPoolSessions(pool, new() { LoginStatus = "CONNECTED" }).ToListAsync(Stop);

        Assert.True(expected.Count > 5);
        Assert.Equal(expected.Select(d => (d.DesktopId, d.Name, d.LoginStatus, d.UserName)), sessions.Select(s => (s.DesktopId!, s.DesktopName!, s.LoginStatus!, s.UserName!)));
        Assert.All(sessions, s => Assert.Equal(pool, s.PoolId));
        Assert.Equal(expected.Count(d => d.LoginStatus == "CONNECTED"), connected.Count);
        Assert.DoesNotContain(tenant.Requests, r => r.Path.EndsWith("/connect-desktops", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_emulated_tenant_tells_the_same_both_ways()
    {
        var tenant = new EmulatedTenant(new() { Desktops = 200, Pools = 2 }, _clock);
        using WorkspaceClient client = await Emulated.ConnectAsync(tenant, _clock);

        List<UserSession> listed = await client.Users.ListSessions().ToListAsync(Stop);
        IReadOnlyList<UserSession> read = UserOperations.SessionsOf(await client.Desktops.List().ToListAsync(Stop));

        Assert.True(listed.Count > 20);
        Assert.Equal(
            read.Select(s => (s.DesktopId, s.DesktopName, s.LoginStatus, s.UserName, s.Users[0].UserId)).Order(),
            listed.Select(s => (s.DesktopId, s.DesktopName, s.LoginStatus, s.UserName, s.Users[0].UserId)).Order());
    }

    [Fact]
    public async Task No_names_never_mean_everybody()
    {
        StubHandler stub = StubHandler.InTurn();
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);
        Refuse([], "never mean everybody");
        Refuse(["alice", ""], "never mean everybody");
        Refuse([.. Enumerable.Range(0, 101).Select(i => $"u{i}")], "101 names; one request takes 100");
        Assert.ThrowsAny<ArgumentException>(() => client.Users.ListPoolSessions(""));
        Assert.Empty(stub.Requests);

        void Refuse(string[] names, string why)
        {
            foreach (Func<object> list in new Func<object>[] { () => client.Users.ListSessions(new() { UserNames = names }), () => client.Users.ListPoolSessions("p1", new() { UserNames = names }) })
            {
                Assert.Contains(why, Assert.ThrowsAny<ArgumentException>(list).Message, StringComparison.Ordinal);
            }
        }
    }

    private static string Desktop(string id, string status, string user = "alice") =>
        $$"""{"desktop_id":"{{id}}","desktop_name":"PC-{{id}}","connect_status":"{{status}}","attach_users":[{"id":"u1","name":"{{user}}","user_group":"users","type":"USER"}]}""";
}
