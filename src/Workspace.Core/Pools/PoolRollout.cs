using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Workspace.Actions;

namespace Workspace.Pools;

/// <summary>Goes over pools in waves, some at a time. After too many failures no further pool is started.</summary>
internal sealed class PoolRollout(ActionRun run, PoolRebuildJobs jobs, RolloutSettings settings, int failures)
{
    private readonly RolloutScheduler _scheduler = new(settings.ThrottleLimit, settings.StopAfterFailures, failures);
    private readonly JobWait _wait = new(run);
    private (WorkspaceException Exception, string PoolId)? _fatal;

    /// <summary>Rebuilds the canaries, and the others when these have ended.</summary>
    public async Task RunAsync(IReadOnlyList<RebuildPlan> canaries, IReadOnlyList<RebuildPlan> others)
    {
        run.Observer.JobWaitStarted(canaries.Concat(others).Sum(plan => plan.Split().Count));
        try
        {
            IReadOnlyList<RebuildPlan> left = await _scheduler.RunAsync(canaries, StartAsync).ConfigureAwait(true);
            left = [.. left, .. await _scheduler.RunAsync(others, StartAsync).ConfigureAwait(true)];
            foreach (RebuildPlan plan in left)
            {
                await run.ReturnAsync(NotStarted(plan.Pool), plan.PoolId).ConfigureAwait(true);
            }
        }
        finally
        {
            run.Observer.WaitEnded();
        }

        if (_fatal is { } fatal)
        {
            throw new ActionEndedException(fatal.Exception, fatal.PoolId);
        }
    }

    /// <summary>Waits until nothing is under way, whatever becomes of it.</summary>
    public Task DrainAsync() => _scheduler.DrainAsync();

    private async Task<Func<Task<bool>>?> StartAsync(RebuildPlan plan)
    {
        IReadOnlyList<RebuildPlan> parts = plan.Split();
        Func<Task<bool>>? waitAsync = await StartPartAsync(parts[0]).ConfigureAwait(true);
        if (waitAsync is not null)
        {
            return () => WorkOnPartsAsync(parts, waitAsync);
        }

        await ReturnLeftAsync(plan, parts.Skip(1)).ConfigureAwait(true);
        return null;
    }

    // The service works on one job of a pool at a time.
    private async Task<bool> WorkOnPartsAsync(IReadOnlyList<RebuildPlan> parts, Func<Task<bool>> waitAsync)
    {
        for (int next = 1; ; next++)
        {
            if (!await waitAsync().ConfigureAwait(true))
            {
                await ReturnLeftAsync(parts[0], parts.Skip(next)).ConfigureAwait(true);
                return false;
            }

            if (next == parts.Count)
            {
                return true;
            }

            if (await StartPartAsync(parts[next]).ConfigureAwait(true) is not { } waitForNextAsync)
            {
                await ReturnLeftAsync(parts[0], parts.Skip(next + 1)).ConfigureAwait(true);
                return false;
            }

            waitAsync = waitForNextAsync;
        }
    }

    // Its errors are returned here; what waits for it tells whether there were any.
    private async Task<Func<Task<bool>>?> StartPartAsync(RebuildPlan plan)
    {
        StartedJob? started;
        try
        {
            started = await jobs.StartAsync(plan).ConfigureAwait(true);
        }
        catch (WorkspaceException failure) when (failure.ConcernsConnection && !failure.IsTransient)
        {
            // No further pool can be started. Those that are under way are waited for first, and the others are named.
            _fatal = (failure, plan.PoolId);
            _scheduler.Stop();
            return null;
        }
        catch (Exception failure) when (failure is WorkspaceException or ArgumentException)
        {
            // An outage passes: it is a failure of this pool, and StopAfterFailures says what it means for the others.
            await run.ReturnAsync(failure, plan.PoolId).ConfigureAwait(true);
            return null;
        }

        if (started is null)
        {
            return () => Task.FromResult(true);
        }

        await run.AddAsync(started).ConfigureAwait(true);
        run.Observer.JobAdded(started.Job, started.Name);
        return () => _wait.ForPartAsync([started]);
    }

    private async Task ReturnLeftAsync(RebuildPlan plan, IEnumerable<RebuildPlan> parts)
    {
        string[] left = [.. parts.SelectMany(part => part.DesktopIds!)];
        if (left.Length > 0)
        {
            var error = new WorkspaceException(
                WorkspaceException.NotStarted,
                $"{left.Length} desktops of pool '{plan.Pool.Name}' ({plan.PoolId}) were not started, because the batch before them failed. The error's TargetObject has their ids.")
            {
                Advice = "Fix the cause and run the command again for these desktops.",
            };
            await run.ReturnAsync(error, left).ConfigureAwait(true);
        }
    }

    private WorkspaceException NotStarted(Pool pool)
    {
        int failed = _scheduler.Failures;
        string why = _fatal is null
            ? $"{failed} {(failed == 1 ? "pool has" : "pools have")} failed, and -StopAfterFailures is {settings.StopAfterFailures}"
            : "the service takes no more requests of this connection";
        return new WorkspaceException(
            WorkspaceException.NotStarted,
            $"Pool '{pool.Name}' ({pool.PoolId}) was not begun: {why}. Run the command again when that is mended; pools that are done are skipped.");
    }
}
