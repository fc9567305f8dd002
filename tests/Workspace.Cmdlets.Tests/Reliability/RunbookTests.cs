using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Emulator.Faults;
using Workspace.Emulator.Jobs;
using Xunit;

namespace Workspace.Tests.Reliability;

/// <summary>
/// Runbooks in processes of their own, over sockets: killed and run again, two at once, and many runspaces with faults. The service's ledger says what was
/// carried out. WORKSPACE_RELIABILITY_ROUNDS makes more rounds than the few that belong to every run of the tests.
/// </summary>
public sealed class RunbookTests(ITestOutputHelper output)
{
    private const int PoolCount = 6;

    private static readonly int _rounds =
        int.TryParse(Environment.GetEnvironmentVariable("WORKSPACE_RELIABILITY_ROUNDS"), NumberStyles.None, CultureInfo.InvariantCulture, out int rounds) ? rounds : 2;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_rollout_that_is_killed_and_run_again_rebuilds_every_pool_once()
    {
        int whole = await RunToEndAsync(killAt: null);
        var random = new Random(1);
        for (int round = 0; round < _rounds; round++)
        {
            await RunToEndAsync(random.Next(1, whole));
        }

        output.WriteLine($"{_rounds} rollouts of {PoolCount} pools were killed at a request between 1 and {whole}, and run again.");
    }

    [Fact]
    public async Task Two_rollouts_at_once_rebuild_a_pool_again_only_where_neither_could_see_the_other()
    {
        for (int round = 0; round < _rounds; round++)
        {
            await using RunbookService service = await RunbookService.StartAsync(PoolCount);

            string?[] said = await Task.WhenAll(service.RunAsync(Rollout(service), null, Stop), service.RunAsync(Rollout(service), null, Stop));

            // The service takes no token that tells a second order from the first. What a command can do is to look before it sends.
            foreach (IGrouping<string?, ExecutedOperation> pool in service.Rebuilds.GroupBy(done => done.PoolId))
            {
                int checks = service.ChecksBefore(pool.First());
                Assert.True(pool.Count() <= checks, $"Pool {pool.Key} was rebuilt {pool.Count()} times after {checks} checks.\n{string.Join('\n', said)}");
            }

            Assert.Empty(service.PoolsBehind());
        }
    }

    [Fact]
    public async Task Sixteen_runspaces_with_faults_report_everything_that_was_carried_out()
    {
        const int Runspaces = 16;
        for (int round = 0; round < _rounds; round++)
        {
            await using RunbookService service = await RunbookService.StartAsync(Runspaces);
            FaultDraw draw = service.Tenant.Faults.Draw(new FaultDraw
            {
                Seed = round + 1,
                Rate = 0.1,
                Path = "/v2/",
                Kinds = [FaultKind.Reset, FaultKind.ResetAfter, FaultKind.Error, FaultKind.ErrorAfter, FaultKind.CutOff, FaultKind.Garble, FaultKind.Html],
            });

            string? said = await service.RunAsync(
                $$"""
                Get-WsPool -Connection $connection | ForEach-Object -ThrottleLimit {{Runspaces}} -Parallel {
                    Import-Module '{{Pester.TestFolders.Module}}/Workspace.psd1'
                    $pool = $_
                    Invoke-WsPoolRebuild -Connection $using:connection -PoolId $pool.PoolId -ImageId {{service.ImageId}} -Wait -Confirm:$false -ErrorVariable failures -WarningVariable warnings -ErrorAction SilentlyContinue -WarningAction SilentlyContinue |
                        ForEach-Object { "job $($_.JobId) $($_.PoolId) $($_.Status)" }
                    $failures | ForEach-Object { "error $($pool.PoolId) $($_.FullyQualifiedErrorId) $_" }
                    $warnings | ForEach-Object { "warning $_" }
                }
                """,
                null,
                Stop);

            string[] lines = said!.Split('\n');
            Assert.True(draw.Strikes > 0, said);
            Assert.All(service.Rebuilds.GroupBy(done => done.PoolId), pool => Assert.Single(pool));
            Assert.All(service.Rebuilds, done => Assert.Contains(lines, line => IsReported(done, line)));
        }
    }

    // By its job, or as an action on that pool whose outcome is unknown.
    private static bool IsReported(ExecutedOperation done, string line) =>
        line.Contains(done.JobId!, StringComparison.Ordinal)
        || (line.StartsWith($"error {done.PoolId} WsAmbiguousOutcome", StringComparison.Ordinal));

    private static string Rollout(RunbookService service) => $"Get-WsPool | Invoke-WsPoolRebuild -ImageId {service.ImageId} -ThrottleLimit 2 -Wait -Confirm:$false";

    private static async Task<int> RunToEndAsync(int? killAt)
    {
        await using RunbookService service = await RunbookService.StartAsync(PoolCount);
        if (killAt is not null)
        {
            Assert.Null(await service.RunAsync(Rollout(service), killAt, Stop));
        }

        string? said = await service.RunAsync(Rollout(service), null, Stop);

        AssertRebuiltOnce(service, $"killed at request {killAt}: {said}");
        return service.Tenant.Requests.Count;
    }

    private static void AssertRebuiltOnce(RunbookService service, string said)
    {
        string twice = string.Join(", ", service.Rebuilds.GroupBy(done => done.PoolId).Where(pool => pool.Count() > 1).Select(pool => pool.Key));
        Assert.True(twice.Length == 0, $"Rebuilt twice: {twice}\n{said}");
        List<string> behind = [.. service.PoolsBehind()];
        Assert.True(behind.Count == 0, $"Behind: {string.Join(", ", behind)}\n{said}");
    }
}
