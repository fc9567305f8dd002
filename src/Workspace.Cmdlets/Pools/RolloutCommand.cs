using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Workspace.Commands.Shell;
using Workspace.Jobs;
using Workspace.Pools;

namespace Workspace.Commands;

/// <summary>A cmdlet that goes over pools: all at once, or with -Wait in waves that end when something fails.</summary>
public abstract class RolloutCommand : RebuildCommand
{
    private readonly List<RebuildPlan> _plans = [];
    private readonly List<Pool> _pools = [];
    private (string Text, WildcardPattern Pattern)[] _canaries = [];
    private Waves? _waves;
    private (WorkspaceException Exception, string PoolId)? _fatal;
    private int _unread;

    private protected RolloutCommand()
    {
    }

    /// <summary>With -Wait: how many pools are worked on at a time, 1 to 1000.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    [NotEmpty(nameof(ThrottleLimit))]
    public int ThrottleLimit { get; set; } = 5;

    /// <summary>With -Wait: the pools that go first, by name with wildcards or by id. The others begin when these have ended.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Canary { get; set; }

    /// <summary>With -Wait: when so many pools have failed, no further one is begun. 1 or more.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    [NotEmpty(nameof(StopAfterFailures))]
    public int StopAfterFailures { get; set; } = 1;

    private protected override async Task BeginAsync()
    {
        if (!Wait && new[] { nameof(ThrottleLimit), nameof(Canary), nameof(StopAfterFailures) }.FirstOrDefault(MyInvocation.BoundParameters.ContainsKey) is { } lonely)
        {
            Terminate(new ArgumentException($"-{lonely} needs -Wait: without it all pools are begun at once, and nobody sees what becomes of them."), lonely);
        }

        try
        {
            _canaries = [.. (Canary ?? []).Select(text => (text, NamePatterns.Compile(text)))];
        }
        catch (ArgumentException invalid)
        {
            Terminate(invalid, Canary);
        }

        await base.BeginAsync().ConfigureAwait(true);
    }

    private protected override async Task EndAsync()
    {
        (List<RebuildPlan> first, List<RebuildPlan> rest) = SplitOffCanaries();
        if (_plans.Count > 0)
        {
            _waves = new Waves(ThrottleLimit, StopAfterFailures, _unread);
            await ShareProgressAsync(_plans.Sum(plan => plan.Split().Count), () => RollAllAsync(_waves, first, rest)).ConfigureAwait(true);
        }
    }

    private protected override async Task DrainAsync()
    {
        await base.DrainAsync().ConfigureAwait(true);
        await (_waves?.DrainAsync() ?? Task.CompletedTask).ConfigureAwait(true);
    }

    /// <summary>Plans what is done to a pool. With -Wait an outage is a failure of that pool, as long as -StopAfterFailures allows one more.</summary>
    private protected Task PlanForAsync(string poolId, Func<Task> planAsync) => ForAsync(poolId, async () =>
    {
        try
        {
            await planAsync().ConfigureAwait(true);
        }
        catch (WorkspaceException outage) when (Wait && outage is { IsTransient: true, ConcernsConnection: true } && _unread + 1 < StopAfterFailures)
        {
            _unread++;
            WriteError(outage.ToErrorRecord(poolId));
        }
    });

    /// <summary>Starts a pool's job, or gives null where nothing is to be done any more.</summary>
    private protected abstract Task<Job?> StartAsync(RebuildPlan plan);

    /// <summary>A pool was seen: it may be a canary, also when nothing is to be done to it.</summary>
    private protected void See(Pool pool) => _pools.Add(pool);

    /// <summary>Takes a pool that is to be rebuilt: begun now, or with -Wait when its turn comes.</summary>
    private protected async Task TakeAsync(RebuildPlan plan)
    {
        if (Wait)
        {
            _plans.Add(plan);
        }
        else if (await StartAsync(plan).ConfigureAwait(true) is { } job)
        {
            Add(job, $"pool {plan.Pool.Name}");
        }
    }

    private (List<RebuildPlan> Canaries, List<RebuildPlan> Others) SplitOffCanaries()
    {
        string[] missing = [.. _canaries.Where(p => !_pools.Any(pool => IsMatch(pool, p.Pattern))).Select(p => p.Text)];
        if (missing.Length > 0)
        {
            Terminate(new ArgumentException($"Canary '{Targets.Names(missing)}' is none of the pools that came in. Nothing was begun: a rollout without its canary is not what was asked for."), missing);
        }

        ILookup<bool, RebuildPlan> plans = _plans.ToLookup(plan => _canaries.Any(p => IsMatch(plan.Pool, p.Pattern)));
        return ([.. plans[true]], [.. plans[false]]);
    }

    private static bool IsMatch(Pool pool, WildcardPattern pattern) => pattern.IsMatch(pool.Name ?? "") || pattern.IsMatch(pool.PoolId ?? "");

    private async Task RollAllAsync(Waves waves, IReadOnlyList<RebuildPlan> first, IReadOnlyList<RebuildPlan> rest)
    {
        IReadOnlyList<RebuildPlan> left = await waves.RunAsync(first, BeginRollAsync).ConfigureAwait(true);
        left = [.. left, .. await waves.RunAsync(rest, BeginRollAsync).ConfigureAwait(true)];
        foreach (RebuildPlan plan in left)
        {
            WriteError(NotStarted(plan.Pool, waves.Failures));
        }

        if (_fatal is { } fatal)
        {
            Terminate(fatal.Exception, fatal.PoolId);
        }
    }

    private async Task<Func<Task<bool>>?> BeginRollAsync(RebuildPlan plan)
    {
        IReadOnlyList<RebuildPlan> parts = plan.Split();
        Func<Task<bool>>? waitAsync = await BeginPartAsync(parts[0]).ConfigureAwait(true);
        if (waitAsync is not null)
        {
            return () => RollPartsAsync(parts, waitAsync);
        }

        WriteLeft(plan, parts.Skip(1));
        return null;
    }

    // The service works on one job of a pool at a time.
    private async Task<bool> RollPartsAsync(IReadOnlyList<RebuildPlan> parts, Func<Task<bool>> waitAsync)
    {
        for (int next = 1; ; next++)
        {
            if (!await waitAsync().ConfigureAwait(true))
            {
                WriteLeft(parts[0], parts.Skip(next));
                return false;
            }

            if (next == parts.Count)
            {
                return true;
            }

            if (await BeginPartAsync(parts[next]).ConfigureAwait(true) is not { } waitForNextAsync)
            {
                WriteLeft(parts[0], parts.Skip(next + 1));
                return false;
            }

            waitAsync = waitForNextAsync;
        }
    }

    // Its errors are written here; what waits for it tells whether there were any.
    private async Task<Func<Task<bool>>?> BeginPartAsync(RebuildPlan plan)
    {
        Job? job;
        try
        {
            job = await StartAsync(plan).ConfigureAwait(true);
        }
        catch (WorkspaceException failure) when (failure.ConcernsConnection && !failure.IsTransient)
        {
            // No further pool can be started. Those that are under way are waited for first, and the others are named.
            _fatal = (failure, plan.PoolId);
            _waves!.Stop();
            return null;
        }
        catch (Exception failure) when (failure is WorkspaceException or ArgumentException)
        {
            // An outage passes: it is a failure of this pool, and -StopAfterFailures says what it means for the others.
            WriteError(failure.ToErrorRecord(plan.PoolId));
            return null;
        }

        if (job is null)
        {
            return () => Task.FromResult(true);
        }

        Add(job, $"pool {plan.Pool.Name}");
        Announce(job, $"pool {plan.Pool.Name}");
        return () => WaitAsync([new JobReference(job.JobId!, job.PoolId)], pollInterval: null);
    }

    private void WriteLeft(RebuildPlan plan, IEnumerable<RebuildPlan> parts)
    {
        string[] left = [.. parts.SelectMany(part => part.DesktopIds!)];
        if (left.Length > 0)
        {
            var error = new WorkspaceException(
                WorkspaceException.NotStarted,
                $"{left.Length} desktops of pool '{plan.Pool.Name}' ({plan.PoolId}) were not started, because the batch before them failed. The error's TargetObject has their ids.");
            WriteError(error.ToErrorRecord(WorkspaceException.NotStarted, ErrorCategory.OperationStopped, left, "Fix the cause and run the command again for these desktops."));
        }
    }

    private ErrorRecord NotStarted(Pool pool, int failures)
    {
        string why = _fatal is null
            ? $"{failures} {(failures == 1 ? "pool has" : "pools have")} failed, and -StopAfterFailures is {StopAfterFailures}"
            : "the service takes no more requests of this connection";
        var error = new WorkspaceException(
            WorkspaceException.NotStarted,
            $"Pool '{pool.Name}' ({pool.PoolId}) was not begun: {why}. Run the command again when that is mended; pools that are done are skipped.");
        return error.ToErrorRecord(WorkspaceException.NotStarted, ErrorCategory.OperationStopped, pool.PoolId, "Mend what failed and run the command again.");
    }
}
