using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Desktops;
using Workspace.Tests.Support;
using Workspace.Users;
using Xunit;

namespace Workspace.Tests.Users;

/// <summary>A list of users may hold nothing where a user should be.</summary>
public sealed class NamelessUserTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("null", null)]
    [InlineData("[null]", null)]
    [InlineData("[null,{\"name\":\"bob\"},null]", "bob")]
    public async Task A_session_is_listed_without_it(string users, string? name)
    {
        using WorkspaceClient client = await TestClient.ConnectAsync(StubHandler.Always(
            $$"""{"total_count":1,"desktops":[{"desktop_id":"d1","connect_status":"CONNECTED","attach_users":{{users}}}]}"""));

        UserSession session = await client.Users.ListSessions().FirstAsync(Stop);

        Assert.Equal(("d1", name), (session.DesktopId, session.UserName));
        Assert.DoesNotContain(null, session.Users);
    }

    [Fact]
    public async Task A_filter_by_user_passes_it_over()
    {
        using WorkspaceClient client = await TestClient.ConnectAsync(StubHandler.Always(
            """{"total_count":1,"desktops":[{"desktop_id":"d1","connect_status":"CONNECTED","attach_users":[null,{"name":"bob"}]}]}"""));

        Assert.Equal(1, await client.Users.ListSessions(new() { UserNames = ["BOB"] }).CountAsync(Stop));
        Assert.Equal(0, await client.Users.ListSessions(new() { UserNames = ["ann"] }).CountAsync(Stop));
    }

    [Theory]
    [InlineData("[null]", null)]
    [InlineData("[null,{\"user_name\":\"bob\"}]", "bob")]
    public async Task A_desktop_of_a_pool_is_read_without_it(string users, string? name)
    {
        using WorkspaceClient client = await TestClient.ConnectAsync(StubHandler.Always(
            $$"""{"total_count":1,"desktops":[{"desktop_id":"d1","login_status":"CONNECTED","attach_user_infos":{{users}}}]}"""));

        UserSession session = await client.Users.ListPoolSessions("p1").FirstAsync(Stop);

        Assert.Equal(("d1", name), (session.DesktopId, session.UserName));
    }

    [Fact]
    public async Task A_desktop_without_its_id_is_the_one_that_was_asked_for()
    {
        using WorkspaceClient client = await TestClient.ConnectAsync(StubHandler.Always("""{"desktop":{"computer_name":"one"}}"""));

        Assert.Equal("d1", (await client.Desktops.GetAsync("d1", Stop)).DesktopId);
        Assert.Equal("d1", Assert.Single(await client.Desktops.GetManyAsync(["d1"], Stop)).Value.DesktopId);
    }

    [Fact]
    public async Task A_desktop_of_a_list_without_its_id_harms_no_other()
    {
        using WorkspaceClient client = await TestClient.ConnectAsync(StubHandler.Always(
            """{"total_count":2,"desktops":[{"computer_name":"one"},{"desktop_id":"d2"}]}"""));

        Assert.Equal("d2", Assert.Single(await client.Desktops.GetManyAsync(["d1", "d2"], Stop)).Key);
        Desktop[] listed = [.. await client.Desktops.List().ToListAsync(Stop)];
        Assert.Equal([null, "d2"], listed.Select(desktop => desktop.DesktopId));
        await client.Desktops.FillPoolsAsync(listed, Stop);
    }
}
