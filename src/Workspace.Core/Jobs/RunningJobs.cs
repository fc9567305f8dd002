using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;

namespace Workspace.Jobs;

/// <summary>
/// The jobs on a target: those that the service lists, and those that the connection started and did not see end. The list holds all jobs that ever
/// were; only while it has one page is it read whole, and otherwise only what runs.
/// </summary>
internal sealed class RunningJobs(JobOperations jobs, ActionTarget target)
{
    // All jobs of the kind on the target when it was first looked; null where the list is long.
    private IReadOnlyList<Job>? _history;

    /// <summary>A job of the target's kind that runs on it, or null. The first that is found is enough.</summary>
    public async Task<Job?> FindAsync(CancellationToken cancellationToken)
    {
        if (target.Snapshot is { } snapshot)
        {
            return snapshot.FindRunning(target.DesktopIds) ?? await FindOwnAsync(cancellationToken).ConfigureAwait(false);
        }

        _history = await ReadHistoryAsync(cancellationToken).ConfigureAwait(false);
        Job? running = _history is null
            ? await FindFirstAsync(cancellationToken).ConfigureAwait(false)
            : _history.FirstOrDefault(job => !job.HasEnded());
        return running ?? await FindOwnAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The ids of all jobs on the target, or of all that run; null where more run than the service lists.</summary>
    /// <param name="noneRuns">That none runs is known.</param>
    /// <param name="cancellationToken">Stops the request under way.</param>
    public async Task<HashSet<string?>?> ReadIdsAsync(bool noneRuns, CancellationToken cancellationToken)
    {
        if (target.Snapshot is { } snapshot)
        {
            return snapshot.Ids;
        }

        _history ??= noneRuns ? null : await ReadHistoryAsync(cancellationToken).ConfigureAwait(false);
        IReadOnlyList<Job>? known = _history ?? (noneRuns ? [] : await ListAsync(cancellationToken).ConfigureAwait(false));
        return known is null ? null : new(known.Select(job => job.JobId), StringComparer.Ordinal);
    }

    /// <summary>The jobs on the target as they are now, ended ones too where the list is short; null where more run than the service lists.</summary>
    public async Task<IReadOnlyList<Job>?> ListAsync(CancellationToken cancellationToken)
    {
        List<SubJob> parts = [];
        await foreach (SubJob part in jobs.ListFirst(_history is not null || target.Snapshot?.HasEndedJobs == true ? target.All : target.Running).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            parts.Add(part);
        }

        return parts.Count < JobOperations.MostRunning ? Group(parts) : null;
    }

    private async Task<IReadOnlyList<Job>?> ReadHistoryAsync(CancellationToken cancellationToken) =>
        target.Type is not null && await jobs.ReadHistoryAsync(target.All, cancellationToken).ConfigureAwait(false) is { } parts ? Group(parts) : null;

    private async Task<Job?> FindFirstAsync(CancellationToken cancellationToken)
    {
        await foreach (SubJob part in jobs.ListFirst(target.Running).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (target.Includes(part) && part.JobId is { } jobId && Job.From(jobId, null, [part], target.PoolId) is var job && !job.HasEnded())
            {
                return job;
            }
        }

        return null;
    }

    private async Task<Job?> FindOwnAsync(CancellationToken cancellationToken)
    {
        foreach ((string jobId, DateTimeOffset started) in jobs.Own.RunningOn(target))
        {
            if (await ReadAsync(jobId, started, cancellationToken).ConfigureAwait(false) is { } job && !job.HasEnded())
            {
                return job;
            }
        }

        return null;
    }

    // One that the service does not know yet has not ended; one that it knows no more has.
    private async Task<Job?> ReadAsync(string jobId, DateTimeOffset started, CancellationToken cancellationToken)
    {
        try
        {
            return await jobs.GetAsync(new JobReference(jobId, target.PoolId), cancellationToken).ConfigureAwait(false);
        }
        catch (WorkspaceException unknown) when (unknown.StatusCode == HttpStatusCode.NotFound && !unknown.ConcernsConnection)
        {
            if (jobs.IsRecent(started))
            {
                return Job.Started(jobId, target.Type);
            }

            jobs.Own.End(jobId);
            return null;
        }
    }

    private List<Job> Group(IEnumerable<SubJob> parts) => [.. JobOperations.Group(parts, target.PoolId).Where(target.Includes)];
}
