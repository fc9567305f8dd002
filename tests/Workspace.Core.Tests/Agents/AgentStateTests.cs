using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Agents;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Agents;

public sealed class AgentStateTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_state_arrives_with_its_agents()
    {
        StubHandler stub = StubHandler.Always("""{"total_count":1,"agents_condition":[{"desktop_id":"d1","desktop_name":"PC-1","desktop_pool_id":"p1","status":"ACTIVE","task_status":"","ip_address":"10.0.0.1","enterprise_project_id":"0","process":null,"agent_info":[{"agent_name":"telescope","agent_version":"2.4","is_installed":true}]}]}""");
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        AgentState state = await client.Agents.List().SingleAsync(Stop);

        Assert.Equal(("d1", "PC-1", "p1", "ACTIVE", "", "10.0.0.1", "0"), (state.DesktopId, state.DesktopName, state.PoolId, state.Status, state.TaskStatus, state.IPAddress, state.EnterpriseProjectId));
        Assert.Null(state.Progress);
        Agent agent = Assert.Single(state.Agents!);
        Assert.Equal(("telescope", "2.4", true), (agent.Name, agent.Version, agent.IsInstalled));
    }

    [Theory]
    [InlineData("null", false)]
    [InlineData("[]", false)]
    [InlineData("""[{"is_installed":true}]""", true)]
    [InlineData("""[{"is_installed":true},{"is_installed":false}]""", false)]
    [InlineData("""[{"agent_name":"a"}]""", false)]
    public async Task It_is_installed_when_every_agent_is_and_there_is_one(string agents, bool installed)
    {
        using WorkspaceClient client = await TestClient.ConnectAsync(StubHandler.Always($$"""{"total_count":1,"agents_condition":[{"desktop_id":"d1","agent_info":{{agents}}}]}"""));

        Assert.Equal(installed, (await client.Agents.List().SingleAsync(Stop)).IsInstalled);
    }

    [Fact]
    public async Task A_filter_becomes_the_query()
    {
        StubHandler stub = ListService.Of("agents_condition", 0, _ => "{}");
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        await client.Agents.List(new() { DesktopId = "d1", DesktopName = "n", PoolId = "p1", Status = "ACTIVE", IPAddress = "10.0.0.1", IsInstalled = false, EnterpriseProjectId = "0" }).CountAsync(Stop);

        Assert.Equal(
            TestClient.Prefix + "/desktops/agents?desktop_id=d1&desktop_name=n&desktop_pool_id=p1&enterprise_project_id=0&ip_address=10.0.0.1&is_installed=false&limit=100&offset=0&status=ACTIVE",
            Assert.Single(stub.Requests).Target);
    }
}
