using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Workspace.Actions;
using Workspace.Jobs;
using Workspace.Pools;

namespace Workspace.Desktops;

/// <summary>
/// Changes the power of desktops (POST /desktops/action), up to 100 in one request, or of whole pools (POST /desktop-pools/{pool_id}/action). It
/// returns the desktops: as they were before, or with Wait when each has reached its state. The job of a pool is returned before its desktops.
/// </summary>
public sealed class PowerChangeAction : ServiceAction<FleetTarget>
{
    private readonly PowerAction _action;
    private readonly bool _byForce;
    private readonly FleetBatches _targets;
    private readonly DesktopWait _wait;

    /// <summary>Prepares a change. Nothing is sent yet, but the time of a wait starts.</summary>
    /// <param name="client">The client.</param>
    /// <param name="action">What to do.</param>
    /// <param name="byForce">Cuts the power without asking the operating system, also where a desktop is in the state already.</param>
    /// <param name="settings">How to start and to wait.</param>
    /// <param name="observer">Confirms the changes, and is told how they go; null confirms all.</param>
    public PowerChangeAction(WorkspaceClient client, PowerAction action, bool byForce, ActionSettings settings, IActionObserver? observer = null)
        : base(client, settings, observer)
    {
        _action = action;
        _byForce = byForce;
        _targets = new(Run, SelectAsync, StartAsync, StartPoolAsync);
        _wait = new(Run, action.ToString(), (ids, left, stop) => client.Desktops.WatchAsync(ids, action, left, stop));
    }

    private string Loss => _action == PowerAction.Start ? ""
        : _byForce ? ": the power is cut, and what is not saved is lost"
        : _action == PowerAction.Suspend ? ""
        : ": programs are closed";

    private protected override Task DrainAsync() => _targets.DrainAsync();

    private protected override Task StartAsync(FleetTarget input) => _targets.AddAsync(input);

    // Jobs first: which desktops of a pool are changing is known when its job has ended.
    private protected override async Task FinishAsync()
    {
        await _targets.CompleteAsync().ConfigureAwait(true);
        await base.FinishAsync().ConfigureAwait(true);
        await _wait.RunAsync().ConfigureAwait(true);
    }

    private async Task<bool> SelectAsync(IReadOnlyCollection<Desktop> desktops, Pool? pool)
    {
        if (!_byForce && !Run.Settings.Force && desktops.Count > 0 && desktops.All(desktop => DesktopChange.IsDone(_action, desktop)))
        {
            foreach (Desktop desktop in desktops)
            {
                Run.Observer.Note($"Desktop '{desktop.Name}' ({desktop.DesktopId}) is {desktop.Status}: nothing to do.");
                await Run.ReturnAsync(desktop).ConfigureAwait(true);
            }

            return false;
        }

        return Run.Observer.Confirm(new ActionConfirmation(_byForce ? $"{_action} by force" : _action.ToString(), desktops, pool, pool is not null)
        {
            Loss = Loss,

            // Whoever signs in to a pool meanwhile is affected as well.
            LosesWork = _byForce || (_action != PowerAction.Start && (pool is not null || desktops.Any(desktop => desktop.InUse))),
        });
    }

    private async Task StartAsync(IReadOnlyList<Desktop> desktops) => await _wait.AddAsync(await Run.ChangeOnceAsync(
        desktops,
        DesktopChange.Power(_action, desktops),
        (ids, token) => Run.Client.Desktops.RunAsync(ids, _action, _byForce, token)).ConfigureAwait(true)).ConfigureAwait(true);

    private async Task StartPoolAsync(Pool pool, IReadOnlyList<Desktop> desktops)
    {
        string poolId = pool.PoolId!;
        var change = DesktopChange.Power(_action, desktops);
        string jobId = await Run.StartJobAsync(
            ActionTarget.PoolPower(poolId, pool.Name, token => Run.Client.Desktops.FindTraceAsync(change, token)),
            token => Run.Client.Pools.RunAsync(poolId, _action, _byForce, token)).ConfigureAwait(true);
        var job = Job.Started(jobId, null);
        job.PoolId = poolId;

        // Also where the time for the job is up: the parts that have succeeded by then are waited for.
        await Run.AddAsync(new StartedJob(job, $"pool {pool.Name}") { Describe = read => _wait.Add(read, desktops) }).ConfigureAwait(true);
        if (!Run.Settings.Wait)
        {
            await _wait.AddAsync(desktops).ConfigureAwait(true);
        }
    }
}
