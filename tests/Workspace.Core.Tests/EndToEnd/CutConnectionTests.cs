using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Emulator;
using Workspace.Emulator.Pools;
using Workspace.EmulatorServer;
using Workspace.Jobs;
using Workspace.Pools;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.EndToEnd;

/// <summary>A write that was carried out before its connection broke, at every place where a socket can break: never sent again, and never told as not sent.</summary>
public sealed class CutConnectionTests
{
    private readonly ManualClock _clock = new();
    private readonly EmulatedTenant _tenant;

    public CutConnectionTests() => _tenant = new EmulatedTenant(null, _clock);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Cut.ResetBeforeResponse)]
    [InlineData(Cut.CloseBeforeResponse)]
    [InlineData(Cut.ResetInHeaders)]
    [InlineData(Cut.CloseInBody)]
    [InlineData(Cut.ResetInBody)]
    public async Task A_write_whose_connection_broke_is_found_by_its_job(Cut cut)
    {
        string jobId = await RebuildAsync(cut);

        Assert.Equal(Assert.Single(_tenant.Ledger).JobId, jobId);
    }

    [Fact]
    public async Task A_write_after_which_no_connection_is_accepted_has_an_unknown_outcome()
    {
        WorkspaceException error = await Assert.ThrowsAsync<WorkspaceException>(() => RebuildAsync(Cut.ResetAndRefuse));

        Assert.Single(_tenant.Ledger);
        Assert.Equal((WorkspaceException.AmbiguousOutcome, true), (error.Code, error.IsOutcomeUnknown));
    }

    private async Task<string> RebuildAsync(Cut cut)
    {
        await using EmulatorHost host = await EmulatorHost.StartAsync(_tenant);
        await using var relay = new CutRelay(host.Endpoint, cut);
        using WorkspaceClient client = await Emulated.ConnectAsync(_tenant, _clock, relay.Endpoint);
        EmulatedPool pool = _tenant.Pools[0];
        var rebuild = new PoolRebuild { ImageId = _tenant.Images.Single(image => image.Name == "win11-2026-01").ImageId };
        return await client.Jobs.StartAsync(ActionTarget.PoolRebuild(pool.PoolId, pool.Name), token => client.Pools.RebuildAsync(pool.PoolId, rebuild, token), new ActionOptions(), Stop);
    }
}
