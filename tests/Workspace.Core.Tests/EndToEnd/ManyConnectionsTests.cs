using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Desktops;
using Workspace.Emulator;
using Workspace.EmulatorServer;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.EndToEnd;

/// <summary>Several connections at once, and one connection used from many places at once.</summary>
public sealed class ManyConnectionsTests
{
    private readonly ManualClock _clock = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_tenants_do_not_mix()
    {
        EmulatedTenant[] tenants = [new(new EmulatorOptions { Seed = 1 }, _clock), new(new EmulatorOptions { Seed = 2, Desktops = 40 }, _clock)];
        await using EmulatorHost one = await EmulatorHost.StartAsync(tenants[0]);
        await using EmulatorHost two = await EmulatorHost.StartAsync(tenants[1]);
        using WorkspaceClient first = await Emulated.ConnectAsync(tenants[0], _clock, one.Endpoint);
        using WorkspaceClient second = await Emulated.ConnectAsync(tenants[1], _clock, two.Endpoint);
        WorkspaceClient[] clients = [first, second];

        string?[][] read = await Task.WhenAll(Enumerable.Range(0, 32).Select(i => Task.Run(() => ReadAsync(clients[i % 2]), Stop)));

        Assert.NotEqual(tenants[0].ProjectId, tenants[1].ProjectId);
        Assert.All(read.Select((ids, i) => (ids, tenants[i % 2])), pair => Assert.Equal(pair.Item2.Desktops.Select(d => d.DesktopId).Order(), pair.ids.Order()));
        Assert.All(tenants, tenant =>
        {
            Assert.Equal(18, tenant.Requests.Count);
            Assert.All(tenant.Requests, request => Assert.Equal(200, request.Status));
        });
    }

    [Fact]
    public async Task One_end_of_a_connection_is_not_the_others()
    {
        EmulatedTenant tenant = new(null, _clock);
        using WorkspaceClient first = await Emulated.ConnectAsync(tenant, _clock);
        using WorkspaceClient second = await Emulated.ConnectAsync(tenant, _clock);

        first.Dispose();

        await Assert.ThrowsAsync<WorkspaceException>(() => ReadAsync(first));
        Assert.Equal(24, (await ReadAsync(second)).Length);
    }

    [Fact]
    public async Task One_connection_serves_sixteen_tasks_each_with_an_observer_of_its_own()
    {
        EmulatedTenant tenant = new(null, _clock);
        await using EmulatorHost host = await EmulatorHost.StartAsync(tenant);
        using WorkspaceClient client = await Emulated.ConnectAsync(tenant, _clock, host.Endpoint);
        string[] ids = [.. tenant.Desktops.Select(d => d.DesktopId).Take(16)];

        List<(string Asked, Desktop Got, RecordingObserver Heard)>[] work = await Task.WhenAll(ids.Select(id => Task.Run(() => WorkAsync(client, id), Stop)));

        Assert.All(work.SelectMany(each => each), done =>
        {
            Assert.Equal(done.Asked, done.Got.DesktopId);
            Assert.Equal(10, done.Heard.Traces.Count);
            Assert.All(done.Heard.Traces, trace => Assert.EndsWith("/desktops/" + done.Asked, trace.Target, System.StringComparison.Ordinal));
        });
        Assert.Equal(160, work.Sum(each => each.Count));
        Assert.DoesNotContain(tenant.Requests, request => request.Status != 200);
    }

    private static async Task<List<(string Asked, Desktop Got, RecordingObserver Heard)>> WorkAsync(WorkspaceClient client, string id)
    {
        var observer = new RecordingObserver();
        WorkspaceClient own = client.With(observer);
        List<(string, Desktop, RecordingObserver)> done = [];
        for (int i = 0; i < 10; i++)
        {
            done.Add((id, await own.Desktops.GetAsync(id, Stop), observer));
        }

        return done;
    }

    private static async Task<string?[]> ReadAsync(WorkspaceClient client) =>
        await client.Desktops.ListSummaries().Select(d => d.DesktopId).ToArrayAsync(Stop);
}
