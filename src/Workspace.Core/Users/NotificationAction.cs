using System.Collections.Generic;
using System.Threading.Tasks;
using Workspace.Actions;
using Workspace.Desktops;
using Workspace.Jobs;
using Workspace.Pools;

namespace Workspace.Users;

/// <summary>
/// Shows a message on desktops (POST /desktops/notifications), up to 100 in one job, or on all desktops of pools
/// (POST /desktop-pools/{pool_id}/notifications). It returns the jobs.
/// </summary>
public sealed class NotificationAction : ServiceAction<FleetTarget>
{
    private readonly string _message;
    private readonly FleetBatches _targets;
    private JobSnapshot? _jobs;

    /// <summary>Prepares a message. Nothing is sent yet.</summary>
    /// <param name="client">The client.</param>
    /// <param name="message">The message, which is not empty.</param>
    /// <param name="settings">How to start and to wait.</param>
    /// <param name="observer">Confirms the messages, and is told how they go; null confirms all.</param>
    public NotificationAction(WorkspaceClient client, string message, ActionSettings settings, IActionObserver? observer = null)
        : base(client, settings, observer)
    {
        UserOperations.CheckNotification(message);
        _message = message;
        _targets = new(Run, SelectAsync, StartAsync, StartPoolAsync);
    }

    private protected override Task DrainAsync() => _targets.DrainAsync();

    private protected override Task StartAsync(FleetTarget input) => _targets.AddAsync(input);

    private protected override async Task FinishAsync()
    {
        await _targets.CompleteAsync().ConfigureAwait(true);
        await base.FinishAsync().ConfigureAwait(true);
    }

    private Task<bool> SelectAsync(IReadOnlyCollection<Desktop> desktops, Pool? pool) =>
        Task.FromResult(Run.Observer.Confirm(new ActionConfirmation($"Show '{_message}'", desktops, pool, pool is not null) { LosesWork = false }));

    private async Task StartAsync(IReadOnlyList<Desktop> desktops)
    {
        _jobs = await Run.Client.Jobs.ReadSnapshotAsync(null, _jobs, Run.StopToken).ConfigureAwait(true);
        await Run.StartBatchAsync(
            desktops,
            null,
            ids => ActionTarget.Notification(ids, _jobs),
            (ids, token) => Run.Client.Users.NotifyAsync(ids, _message, token)).ConfigureAwait(true);
    }

    private async Task StartPoolAsync(Pool pool, IReadOnlyList<Desktop> desktops)
    {
        string jobId = await Run.StartJobAsync(
            ActionTarget.PoolNotification(pool.PoolId!, pool.Name),
            token => Run.Client.Users.NotifyPoolAsync(pool.PoolId!, _message, token)).ConfigureAwait(true);
        var job = Job.Started(jobId, null);
        job.PoolId = pool.PoolId;
        await Run.AddAsync(new StartedJob(job, $"pool {pool.Name}")).ConfigureAwait(true);
    }
}
