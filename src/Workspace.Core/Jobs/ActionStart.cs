using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Http;

namespace Workspace.Jobs;

/// <summary>
/// Starts an action once. The service takes no token that would make a repeated request harmless, so the jobs of the kind
/// on the target are read before; after an unknown outcome they are read again, and the difference tells.
/// </summary>
internal sealed class ActionStart(JobOperations jobs, IClock clock, TimeSpan window, Action<string> warn, ActionTarget target, ActionOptions options)
{
    private readonly RunningJobs _running = new(jobs, target);

    // Somebody else's jobs of the kind that began meanwhile.
    private Job[] _others = [];

    public async Task<string> RunAsync(Func<CancellationToken, Task<string>> sendAsync, CancellationToken cancellationToken)
    {
        if (target.IsExclusive && !options.Force && await _running.FindAsync(cancellationToken).ConfigureAwait(false) is { } running)
        {
            if (!await IsSameAsync(running, cancellationToken).ConfigureAwait(false))
            {
                throw Busy(running);
            }

            warn($"Job {running.JobId} ({running.Type}) is {running.Status} on {target.Description} already: going on with that instead of starting another.");
            options.Started?.Invoke(running.JobId!);
            return running.JobId!;
        }

        HashSet<string?>? known = await _running.ReadIdsAsync(noneRuns: target.IsExclusive && !options.Force, cancellationToken).ConfigureAwait(false);
        try
        {
            string jobId = await StartAsync(sendAsync, known, options.RetryAmbiguous, cancellationToken).ConfigureAwait(false);
            jobs.Own.Add(jobId, target, clock.UtcNow);
            options.Started?.Invoke(jobId);
            return jobId;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            warn($"An action on {target.Description} was being sent when the command was stopped, and may have been carried out. Look with: {target.LookUp}.");
            throw;
        }
    }

    // The list shows of a job only what runs; who compares it wants all of it.
    private async Task<bool> IsSameAsync(Job running, CancellationToken cancellationToken)
    {
        if (options.IsSame is not { } isSame)
        {
            return false;
        }

        Job job = await jobs.GetAsync(new JobReference(running.JobId!, target.PoolId), cancellationToken).ConfigureAwait(false);
        return isSame(job) && await target.MatchesAsync(job, cancellationToken).ConfigureAwait(false);
    }

    private async Task<string> StartAsync(Func<CancellationToken, Task<string>> sendAsync, HashSet<string?>? known, bool mayRepeat, CancellationToken cancellationToken)
    {
        WorkspaceException lost;
        try
        {
            return await sendAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (WorkspaceException conflict) when (conflict.IsConflict && jobs.ExplainAsync is not null)
        {
            await jobs.ExplainAsync(target, conflict, cancellationToken).ConfigureAwait(false);
            throw;
        }
        catch (WorkspaceException unknown) when (unknown.IsOutcomeUnknown)
        {
            IReadOnlyList<Job> started = known is null ? [] : await FindNewAsync(known, unknown, cancellationToken).ConfigureAwait(false);
            if (started.Count == 1)
            {
                warn($"The answer to an action on {target.Description} was lost ({unknown.Message}), but its job {started[0].JobId} was found: going on with that.");
                return started[0].JobId!;
            }

            if (started.Count > 1)
            {
                throw Ambiguous(unknown, $"Several jobs began meanwhile: {Ids(started)}.");
            }

            if (_others.Length > 0)
            {
                throw Ambiguous(unknown, _others.Length == 1
                    ? $"Job {_others[0].JobId} began meanwhile, but does something else: somebody else started it."
                    : $"Jobs began meanwhile that do something else: {Ids(_others)}.");
            }

            if (await FindTraceAsync(unknown, cancellationToken).ConfigureAwait(false) is { } trace)
            {
                throw CarriedOut(unknown, trace);
            }

            if (known is null)
            {
                throw Ambiguous(unknown, "More jobs run than the service lists, so that its own could not be told from others.");
            }

            if (!mayRepeat)
            {
                throw Ambiguous(unknown, "No job of it was found.");
            }

            warn($"The outcome of an action on {target.Description} is unknown ({unknown.Message}), no job of it was found, and it is sent again because RetryAmbiguous says so.");
            lost = unknown;
        }

        try
        {
            return await StartAsync(sendAsync, known, false, cancellationToken).ConfigureAwait(false);
        }
        catch (WorkspaceException failure) when (!failure.IsOutcomeUnknown)
        {
            throw Ambiguous(lost, $"It was sent again, and that failed: {failure.Message}");
        }
    }

    // A job may show only some moments after its request.
    private async Task<IReadOnlyList<Job>> FindNewAsync(HashSet<string?> known, WorkspaceException unknown, CancellationToken cancellationToken)
    {
        Job[] own = [];
        try
        {
            await Poll.UntilAsync(clock, window, LookAsync, cancellationToken).ConfigureAwait(false);
            return own;
        }
        catch (WorkspaceException failure)
        {
            throw Ambiguous(unknown, $"Its job could not be looked for: {failure.Message}");
        }

        async Task<bool> LookAsync(CancellationToken token)
        {
            IReadOnlyList<Job> running = await _running.ListAsync(token).ConfigureAwait(false) ?? [];
            Job[] fresh = [.. running.Where(job => !known.Contains(job.JobId) && !jobs.Own.Contains(job.JobId))];
            (own, _others) = await SplitAsync(fresh, token).ConfigureAwait(false);
            return own.Length > 0;
        }
    }

    private async Task<(Job[] Own, Job[] Others)> SplitAsync(Job[] fresh, CancellationToken cancellationToken)
    {
        if (!target.TellsJobs)
        {
            return (fresh, []);
        }

        List<Job> own = [];
        foreach (Job job in fresh)
        {
            Job whole = await jobs.GetAsync(new JobReference(job.JobId!, target.PoolId), cancellationToken).ConfigureAwait(false);
            if (await target.MatchesAsync(whole, cancellationToken).ConfigureAwait(false))
            {
                own.Add(job);
            }
        }

        return ([.. own], [.. fresh.Except(own)]);
    }

    private async Task<string?> FindTraceAsync(WorkspaceException unknown, CancellationToken cancellationToken)
    {
        try
        {
            return target.FindTraceAsync is { } findAsync ? await findAsync(cancellationToken).ConfigureAwait(false) : null;
        }
        catch (WorkspaceException failure)
        {
            throw Ambiguous(unknown, $"No job of it was found, and what it would have changed could not be read: {failure.Message}");
        }
    }

    private WorkspaceException Busy(Job running) => new(
        WorkspaceException.ResourceBusy,
        $"Job {running.JobId} ({running.Type}) is {running.Status} on {target.Description}. Wait for it with: {WaitLine(running)}. Or use -Force.")
    {
        NextCommand = WaitLine(running),
    };

    private WorkspaceException Ambiguous(WorkspaceException cause, string found) => Unknown(
        cause,
        $"Nobody knows whether the action on {target.Description} was carried out: {cause.Message} {found} Look with: {target.LookUp}. To send it again knowingly, use -RetryAmbiguous.");

    // The job's id is lost, so how it went cannot be told. To send it again would do it twice.
    private WorkspaceException CarriedOut(WorkspaceException cause, string trace) => Unknown(
        cause,
        $"The answer to an action on {target.Description} was lost ({cause.Message}) and no job of it was found, but {trace}: it was carried out, or need not be. It is not sent again. Look with: {target.LookUp}.");

    private WorkspaceException Unknown(WorkspaceException cause, string message) => new(WorkspaceException.AmbiguousOutcome, message, cause)
    {
        RequestId = cause.RequestId,
        Method = cause.Method,
        Path = cause.Path,
        IsOutcomeUnknown = true,
        NextCommand = target.LookUp,
    };

    private static string Ids(IEnumerable<Job> found) => string.Join(", ", found.Select(job => job.JobId));

    private string WaitLine(Job job) => $"Wait-WsJob -JobId {job.JobId}" + (target.PoolId is null ? "" : $" -PoolId {target.PoolId}");
}
