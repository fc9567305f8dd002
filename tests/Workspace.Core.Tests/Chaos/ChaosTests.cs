using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Tests.Chaos.Invariants;
using Xunit;

namespace Workspace.Tests.Chaos;

/// <summary>Thousands of runs of the core operations and the lists against a service that fails in every way it can.</summary>
public sealed class ChaosTests(ITestOutputHelper output)
{
    // How often it is looked for tasks that nobody awaited.
    private const int RunsPerLook = 1000;
    private const int MostShown = 10;

    // Enough to see what is wrong: runs that never end take long.
    private const int MostFailed = 50;

    private static readonly IInvariant[] _invariants = [new NothingTwice(), new NothingInvented(), new NothingUnreported(), new WavesHold(), new ListsExact(), new EndsInTime()];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public Task Whatever_fails_nothing_is_lost_done_twice_or_invented() => OnOneThread(() =>
    {
        int first = ChaosSwitches.FirstSeed;
        int runs = ChaosSwitches.Runs;
        var watch = Stopwatch.StartNew();
        var census = new ChaosCensus();
        using var leaks = new ChaosLeaks();
        List<(int Seed, string What)> failures = [];
        int failed = 0;
        for (int run = 0; run < runs && failed < MostFailed; run++)
        {
            Stop.ThrowIfCancellationRequested();
            var w1 = Stopwatch.StartNew();
            string[] violations = Violations(first + run, census, leaks);
            failures.AddRange(violations.Select(violation => (first + run, violation)));
            if (w1.ElapsedMilliseconds > 60)
            {
                output.WriteLine($"SLOW {first + run} {w1.ElapsedMilliseconds}");
            }

            failed += violations.Length > 0 ? 1 : 0;
            if (run % RunsPerLook == RunsPerLook - 1 || run == runs - 1)
            {
                leaks.Collect();
            }
        }

        failures.AddRange(leaks.Collect().Select(leak => (leak.Seed, $"A task failed that nobody awaited: {leak.Error}")));
        output.WriteLine($"{runs} runs from seed {first} in {watch.Elapsed.TotalSeconds:0} seconds:{Environment.NewLine}{census}");
        Assert.True(failures.Count == 0, Describe(failures));
        Assert.True(runs < ChaosSwitches.StandardRuns || !census.Missing.Any(), $"In {runs} runs these never happened: {string.Join(", ", census.Missing)}.");
    });

    [Fact]
    public Task A_run_can_be_repeated_exactly() => OnOneThread(() =>
    {
        for (int seed = 1; seed <= 60; seed++)
        {
            Assert.Equal(new ChaosRun(seed).Execute().Tell(), new ChaosRun(seed).Execute().Tell());
        }
    });

    // One without a synchronization context, which would take what is awaited to another.
    private static Task OnOneThread(Action action) => Task.Run(action, Stop);

    private static string[] Violations(int seed, ChaosCensus census, ChaosLeaks leaks)
    {
        try
        {
            ChaosEvidence evidence = new ChaosRun(seed).Execute();
            leaks.Expect(evidence);
            census.Add(evidence);
            return [.. _invariants.SelectMany(invariant => invariant.Violations(evidence))];
        }
        catch (Exception unmapped)
        {
            return [$"An exception came through that is none of the client's: {unmapped}"];
        }
    }

    private static string Describe(List<(int Seed, string What)> failures)
    {
        if (failures.Count == 0)
        {
            return "";
        }

        int[] seeds = [.. failures.Select(failure => failure.Seed).Distinct()];
        IEnumerable<string> lines = seeds.Take(MostShown).SelectMany(seed =>
            failures.Where(failure => failure.Seed == seed).Select(failure => failure.What).Append("    Again: " + ChaosSwitches.Replay(seed)));
        return $"{seeds.Length} runs failed.{Environment.NewLine}{string.Join(Environment.NewLine, lines)}{Environment.NewLine}{Environment.NewLine}The first of them:{Environment.NewLine}{Tell(seeds[0])}";
    }

    private static string Tell(int seed)
    {
        try
        {
            return new ChaosRun(seed).Execute().Tell();
        }
        catch (Exception unmapped)
        {
            return unmapped.Message;
        }
    }
}
