using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Agents;
using Workspace.Desktops;
using Workspace.Images;
using Workspace.Pools;
using Workspace.Tests.Support;
using Workspace.Users;
using Xunit;

namespace Workspace.Tests.Http;

/// <summary>A filter that holds nothing is refused before anything is sent: the service would list everything.</summary>
public sealed class EmptyFilterTests
{
    private static readonly Dictionary<string, Func<WorkspaceClient, string, CancellationToken, Task>> _texts = new()
    {
        ["ComputerName"] = (client, text, stop) => ListAsync(client, new() { ComputerName = text }, stop),
        ["UserName"] = (client, text, stop) => ListAsync(client, new() { UserName = text }, stop),
        ["UserNames"] = (client, text, stop) => ListAsync(client, new() { UserNames = ["bob", text] }, stop),
        ["ComputerNames"] = (client, text, stop) => ListAsync(client, new() { ComputerNames = [text] }, stop),
        ["DesktopIP"] = (client, text, stop) => ListAsync(client, new() { DesktopIP = text }, stop),
        ["Status"] = (client, text, stop) => ListAsync(client, new() { Status = text }, stop),
        ["Types"] = (client, text, stop) => ListAsync(client, new() { Types = ["POOLED", text] }, stop),
        ["SubnetId"] = (client, text, stop) => ListAsync(client, new() { SubnetId = text }, stop),
        ["EnterpriseProjectId"] = (client, text, stop) => ListAsync(client, new() { EnterpriseProjectId = text }, stop),
        ["ChargeMode"] = (client, text, stop) => ListAsync(client, new() { ChargeMode = text }, stop),
        ["AvailabilityZone"] = (client, text, stop) => ListAsync(client, new() { AvailabilityZone = text }, stop),
        ["summaries"] = (client, text, stop) => client.Desktops.ListSummaries(new() { UserName = text }).CountAsync(stop).AsTask(),
        ["pool's desktops"] = (client, text, stop) => client.Pools.ListDesktops("p", null, new() { ComputerName = text }).CountAsync(stop).AsTask(),
        ["jobs' pool"] = (client, text, stop) => client.Jobs.ListSubJobs(new() { PoolId = text }).CountAsync(stop).AsTask(),
        ["jobs' type"] = (client, text, stop) => client.Jobs.ListSubJobs(new() { Type = text }).CountAsync(stop).AsTask(),
        ["jobs' status"] = (client, text, stop) => client.Jobs.ListSubJobs(new() { Status = [text] }).CountAsync(stop).AsTask(),
        ["pools' name"] = (client, text, stop) => client.Pools.List(new PoolFilter { Name = text }).CountAsync(stop).AsTask(),
        ["pools' type"] = (client, text, stop) => client.Pools.List(new PoolFilter { Type = text }).CountAsync(stop).AsTask(),
        ["images' type"] = (client, text, stop) => client.Images.List(new ImageFilter { Type = text }).CountAsync(stop).AsTask(),
        ["images' system"] = (client, text, stop) => client.Images.List(new ImageFilter { OSType = text }).CountAsync(stop).AsTask(),
        ["agents' desktop"] = (client, text, stop) => client.Agents.List(new AgentFilter { DesktopName = text }).CountAsync(stop).AsTask(),
        ["agents' status"] = (client, text, stop) => client.Agents.List(new AgentFilter { Status = text }).CountAsync(stop).AsTask(),
        ["sessions' users"] = (client, text, stop) => client.Users.ListSessions(new SessionFilter { UserNames = [text] }).CountAsync(stop).AsTask(),
        ["sessions' status"] = (client, text, stop) => client.Users.ListSessions(new SessionFilter { LoginStatus = text }).CountAsync(stop).AsTask(),
    };

    private static readonly Dictionary<string, Func<WorkspaceClient, CancellationToken, Task>> _lists = new()
    {
        ["UserNames"] = (client, stop) => ListAsync(client, new() { UserNames = [] }, stop),
        ["ComputerNames"] = (client, stop) => ListAsync(client, new() { ComputerNames = [] }, stop),
        ["Types"] = (client, stop) => ListAsync(client, new() { Types = [] }, stop),
        ["Tags"] = (client, stop) => ListAsync(client, new() { Tags = [] }, stop),
        ["DesktopIds"] = (client, stop) => ListAsync(client, new() { DesktopIds = [] }, stop),
        ["PoolIds"] = (client, stop) => ListAsync(client, new() { PoolIds = [] }, stop),
        ["jobs' status"] = (client, stop) => client.Jobs.ListSubJobs(new() { Status = [] }).CountAsync(stop).AsTask(),
        ["sessions' users"] = (client, stop) => client.Users.ListSessions(new SessionFilter { UserNames = [] }).CountAsync(stop).AsTask(),
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Texts => [.. _texts.Keys];

    public static TheoryData<string> Lists => [.. _lists.Keys];

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task An_empty_text_is_refused(string filter)
    {
        await RefusedAsync((client, stop) => _texts[filter](client, "", stop));
        await RefusedAsync((client, stop) => _texts[filter](client, "  ", stop));
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task An_empty_list_is_refused(string filter) => await RefusedAsync(_lists[filter]);

    [Fact]
    public async Task Two_pools_in_one_id_are_refused()
    {
        StubHandler stub = StubHandler.InTurn();
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        ArgumentException refused = await Assert.ThrowsAnyAsync<ArgumentException>(() => ListAsync(client, new() { PoolIds = ["p1,p2"] }, Stop));

        Assert.Contains("'p1,p2'", refused.Message, StringComparison.Ordinal);
        Assert.Empty(stub.Requests);
    }

    private static Task<int> ListAsync(WorkspaceClient client, DesktopFilter filter, CancellationToken stop) => client.Desktops.List(filter).CountAsync(stop).AsTask();

    private static async Task RefusedAsync(Func<WorkspaceClient, CancellationToken, Task> listAsync)
    {
        StubHandler stub = StubHandler.InTurn();
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        ArgumentException refused = await Assert.ThrowsAnyAsync<ArgumentException>(() => listAsync(client, Stop));

        Assert.Matches("empty|nothing", refused.Message);
        Assert.Empty(stub.Requests);
    }
}
