using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Workspace.Actions;

namespace Workspace.Pools;

/// <summary>
/// Rebuilds pools, or some of their desktops: checks the image, skips pools that have it, starts each job once, and where it waits goes over the pools
/// in waves and verifies each (POST /desktop-pools/{pool_id}/rebuild).
/// </summary>
public sealed class PoolRebuildAction : ServiceAction<PoolRebuildInput>
{
    private readonly PoolRebuildPlanner _planner;
    private readonly PoolRebuildJobs _jobs;
    private readonly RolloutSettings _settings;
    private readonly HashSet<string> _whole = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (HashSet<string> Seen, List<string> Ids)> _desktopsByPool = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _gathered = [];
    private readonly List<RebuildPlan> _plans = [];
    private PoolRollout? _rollout;
    private int _unread;

    /// <summary>Prepares the action.</summary>
    /// <param name="client">The client.</param>
    /// <param name="rebuild">How to rebuild. Without ImageId only desktops that differ from their pool are rebuilt, with its own image; DesktopIds are not used.</param>
    /// <param name="settings">How to start and to wait.</param>
    /// <param name="rollout">How to go over the pools where the settings say to wait; null for five at a time until one fails.</param>
    /// <param name="observer">Confirms the rebuilds, and is told how they go; null confirms all.</param>
    /// <exception cref="ArgumentException">A value is missing or out of its limit; the message names both.</exception>
    public PoolRebuildAction(WorkspaceClient client, PoolRebuild rebuild, ActionSettings settings, RolloutSettings? rollout = null, IActionObserver? observer = null)
        : base(client, settings, observer)
    {
        // The pool's own image is not known yet; whatever it is, it fits.
        rebuild.For(rebuild.ImageId ?? "own", null).Validate();
        _settings = rollout ?? new();
        _jobs = new PoolRebuildJobs(Run, rebuild);
        _planner = new PoolRebuildPlanner(Run, rebuild, _jobs);
    }

    private protected override Task DrainAsync() => _rollout?.DrainAsync() ?? Task.CompletedTask;

    private protected override async Task StartAsync(PoolRebuildInput input)
    {
        if (input.DesktopIds is { } desktops)
        {
            Gather(input.PoolId, desktops);
        }
        else if (_whole.Add(input.PoolId))
        {
            _ = await PlanAsync(input.PoolId, null).ConfigureAwait(true);
        }
    }

    private protected override async Task FinishAsync()
    {
        foreach (string pool in _gathered)
        {
            _ = await PlanAsync(pool, _desktopsByPool[pool].Ids).ConfigureAwait(true);
        }

        (List<RebuildPlan> canaries, List<RebuildPlan> others) = SplitOffCanaries();
        if (_plans.Count > 0)
        {
            _rollout = new PoolRollout(Run, _jobs, _settings, _unread);
            await _rollout.RunAsync(canaries, others).ConfigureAwait(true);
        }
    }

    private void Gather(string poolId, IReadOnlyList<string> desktops)
    {
        if (!_desktopsByPool.TryGetValue(poolId, out (HashSet<string> Seen, List<string> Ids) pool))
        {
            pool = (new(StringComparer.OrdinalIgnoreCase), []);
            _desktopsByPool.Add(poolId, pool);
            _gathered.Add(poolId);
        }

        pool.Ids.AddRange(desktops.Where(pool.Seen.Add));
    }

    // Where it waits, an outage is a failure of that pool, as long as one more is allowed.
    private Task<bool> PlanAsync(string poolId, IReadOnlyList<string>? desktopIds) => Run.TryAsync(poolId, async () =>
    {
        try
        {
            if (await _planner.PlanAsync(poolId, desktopIds).ConfigureAwait(true) is { } plan)
            {
                await TakeAsync(plan).ConfigureAwait(true);
            }
        }
        catch (WorkspaceException outage) when (Run.Settings.Wait && outage is { IsTransient: true, ConcernsConnection: true } && _unread + 1 < _settings.StopAfterFailures)
        {
            _unread++;
            await Run.ReturnAsync(outage, poolId).ConfigureAwait(true);
        }
    });

    // Started now, or where it waits when its turn comes.
    private async Task TakeAsync(RebuildPlan plan)
    {
        if (Run.Settings.Wait)
        {
            _plans.Add(plan);
        }
        else if (await _jobs.StartAsync(plan).ConfigureAwait(true) is { } started)
        {
            await Run.AddAsync(started).ConfigureAwait(true);
        }
    }

    private (List<RebuildPlan> Canaries, List<RebuildPlan> Others) SplitOffCanaries()
    {
        string[] missing = [.. _settings.Canaries.Where(canary => !_planner.Pools.Any(pool => canary.Value(pool))).Select(canary => canary.Key)];
        if (missing.Length > 0)
        {
            var error = new ArgumentException($"Canary '{NameList.Of(missing)}' is none of the pools that came in. Nothing was begun: a rollout without its canary is not what was asked for.");
            throw new ActionEndedException(error, missing);
        }

        ILookup<bool, RebuildPlan> plans = _plans.ToLookup(plan => _settings.Canaries.Any(canary => canary.Value(plan.Pool)));
        return ([.. plans[true]], [.. plans[false]]);
    }
}
