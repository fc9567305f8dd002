using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Pools;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Http;

/// <summary>Nothing never means everything: an id that is none is refused before anything is sent.</summary>
public sealed class ResourceIdTests
{
    /// <summary>Every way in which an id enters the client.</summary>
    private static readonly Dictionary<string, Func<WorkspaceClient, string, CancellationToken, Task>> _entries = new()
    {
        ["desktop"] = (client, id, stop) => client.Desktops.GetAsync(id, stop),
        ["desktop's sysprep"] = (client, id, stop) => client.Desktops.GetSysprepAsync(id, stop),
        ["sysprep"] = (client, id, stop) => client.Desktops.CheckSysprepAsync(["d1", id], stop),
        ["capture"] = (client, id, stop) => client.Images.CaptureAsync(new() { ImageName = "n", DesktopId = id }, stop),
        ["agents"] = (client, id, stop) => client.Agents.InstallAsync(["d1", id], stop),
        ["pool"] = (client, id, stop) => client.Pools.GetAsync(id, stop),
        ["pool's desktops"] = (client, id, stop) => client.Pools.ListDesktops(id).CountAsync(stop).AsTask(),
        ["rebuild's pool"] = (client, id, stop) => client.Pools.RebuildAsync(id, new PoolRebuild { ImageId = "i" }, stop),
        ["rebuild's image"] = (client, id, stop) => client.Pools.RebuildAsync("p", new PoolRebuild { ImageId = id }, stop),
        ["rebuild's desktops"] = (client, id, stop) => client.Pools.RebuildAsync("p", new PoolRebuild { ImageId = "i", DesktopIds = ["d1", id] }, stop),
        ["job"] = (client, id, stop) => client.Jobs.GetAsync(new(id), stop),
        ["desktop filter"] = (client, id, stop) => client.Desktops.List(new() { DesktopIds = ["d1", id] }).CountAsync(stop).AsTask(),
        ["pool filter"] = (client, id, stop) => client.Desktops.List(new() { PoolIds = [id] }).CountAsync(stop).AsTask(),
        ["image filter"] = (client, id, stop) => client.Desktops.List(new() { ImageId = id }).CountAsync(stop).AsTask(),
        ["summary filter"] = (client, id, stop) => client.Desktops.ListSummaries(new() { PoolIds = [id] }).CountAsync(stop).AsTask(),
        ["images' filter"] = (client, id, stop) => client.Images.List(new() { ImageId = id }).CountAsync(stop).AsTask(),
        ["agents' filter"] = (client, id, stop) => client.Agents.List(new() { DesktopId = id }).CountAsync(stop).AsTask(),
        ["agents' pool filter"] = (client, id, stop) => client.Agents.List(new() { PoolId = id }).CountAsync(stop).AsTask(),
        ["jobs' filter"] = (client, id, stop) => client.Jobs.ListSubJobs(new() { JobId = id }).CountAsync(stop).AsTask(),
        ["jobs' pool filter"] = (client, id, stop) => client.Jobs.ListSubJobs(new() { PoolId = id }).CountAsync(stop).AsTask(),
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Entries => [.. _entries.Keys];

    [Theory]
    [MemberData(nameof(Entries))]
    public async Task An_empty_id_is_refused(string entry)
    {
        Assert.Contains("empty", (await RefusedAsync(entry, "")).Message, StringComparison.Ordinal);
        Assert.Contains("empty", (await RefusedAsync(entry, "  ")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Entries))]
    public async Task An_id_longer_than_255_is_refused_with_its_length_and_the_limit(string entry)
    {
        string message = (await RefusedAsync(entry, new string('a', 256))).Message;

        Assert.Contains("256", message, StringComparison.Ordinal);
        Assert.Contains("255", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("desktop", ".")]
    [InlineData("pool", "..")]
    [InlineData("job", "..")]
    [InlineData("desktop", "a/b")]
    [InlineData("desktop", "../desktop-pools/p1")]
    [InlineData("pool", "..\\desktops\\d1")]
    public async Task An_id_that_would_lead_to_another_path_is_refused(string entry, string id) =>
        Assert.Contains($"'{id}'", (await RefusedAsync(entry, id)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("d1\n", @"'d1\u000A'")]
    [InlineData("d\u001b[31m1", @"'d\u001B[31m1'")]
    [InlineData("d\u202e1", @"'d\u202E1'")]
    public async Task An_id_with_a_character_that_does_not_print_is_refused_and_shown_escaped(string id, string shown)
    {
        Assert.Contains(shown, (await RefusedAsync("desktop", id)).Message, StringComparison.Ordinal);
        Assert.Contains(shown, (await RefusedAsync("sysprep", id)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_id_with_half_a_character_is_refused() =>
        Assert.Contains(@"'d\uD800'", (await RefusedAsync("desktop", "d" + '\ud800')).Message, StringComparison.Ordinal);

    [Fact]
    public async Task An_id_of_255_characters_is_taken()
    {
        StubHandler stub = StubHandler.Always("""{"job_id":"j1"}""");
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        await client.Agents.InstallAsync([new string('a', 255)], Stop);

        Assert.Single(stub.Requests);
    }

    [Theory]
    [InlineData("a%2Fb", "a%252Fb")]
    [InlineData("a?b=c#d", "a%3Fb%3Dc%23d")]
    [InlineData("测 试", "%E6%B5%8B%20%E8%AF%95")]
    public async Task An_id_stays_one_segment_of_the_path(string id, string segment)
    {
        StubHandler stub = StubHandler.Always("""{"desktop":{}}""");
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        await client.Desktops.GetAsync(id, Stop);

        Assert.Equal($"{TestClient.Prefix}/desktops/{segment}", Assert.Single(stub.Requests).Target);
    }

    [Theory]
    [InlineData(0, "empty")]
    [InlineData(101, "101")]
    public async Task No_ids_or_more_than_a_hundred_are_refused(int count, string named)
    {
        string[] ids = [.. Enumerable.Range(0, count).Select(i => $"d{i}")];
        StubHandler stub = StubHandler.InTurn();
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        ArgumentException sysprep = await Assert.ThrowsAsync<ArgumentException>(() => client.Desktops.CheckSysprepAsync(ids, Stop));
        ArgumentException agents = await Assert.ThrowsAsync<ArgumentException>(() => client.Agents.InstallAsync(ids, Stop));
        ArgumentException filter = await Assert.ThrowsAsync<ArgumentException>(async () => await client.Desktops.List(new() { DesktopIds = ids }).CountAsync(Stop));
        ArgumentException pools = await Assert.ThrowsAsync<ArgumentException>(async () => await client.Desktops.List(new() { PoolIds = ids }).CountAsync(Stop));

        Assert.All([sysprep, agents, filter, pools], refused => Assert.Contains(named, refused.Message, StringComparison.Ordinal));
        Assert.Empty(stub.Requests);
    }

    [Fact]
    public async Task A_hundred_ids_are_taken()
    {
        StubHandler stub = StubHandler.Always("""{"job_id":"j1"}""");
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);

        await client.Agents.InstallAsync([.. Enumerable.Range(0, 100).Select(i => $"d{i}")], Stop);

        Assert.EndsWith("\"d99\"]}", Assert.Single(stub.Requests).Body, StringComparison.Ordinal);
    }

    private static async Task<ArgumentException> RefusedAsync(string entry, string id)
    {
        StubHandler stub = StubHandler.InTurn();
        using WorkspaceClient client = await TestClient.ConnectAsync(stub);
        ArgumentException refused = await Assert.ThrowsAnyAsync<ArgumentException>(async () => await _entries[entry](client, id, Stop));
        Assert.Empty(stub.Requests);
        return refused;
    }
}
