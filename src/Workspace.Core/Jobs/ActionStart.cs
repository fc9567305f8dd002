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
    public async Task<string> RunAsync(Func<CancellationToken, Task<string>> sendAsync, CancellationToken cancellationToken)
    {
        IReadOnlyList<Job> before = target.KnownJobIds is null ? await FindAsync(cancellationToken).ConfigureAwait(false) : [];
        if (target.IsExclusive && !options.Force && before.FirstOrDefault(job => !job.HasEnded()) is { } running)
        {
            if (options.IsSame?.Invoke(running) != true || !await target.MatchesAsync(running, cancellationToken).ConfigureAwait(false))
            {
                throw Busy(running);
            }

            warn($"Job {running.JobId} ({running.Type}) is {running.Status} on {target.Description} already: going on with that instead of starting another.");
            return running.JobId!;
        }

        try
        {
            var known = new HashSet<string?>(target.KnownJobIds ?? before.Select(job => job.JobId), StringComparer.Ordinal);
            string jobId = await StartAsync(sendAsync, known, options.RetryAmbiguous, cancellationToken).ConfigureAwait(false);
            jobs.Own.Add(jobId);
            return jobId;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            warn($"An action on {target.Description} was being sent when the command was stopped, and may have been carried out. Look with: {target.LookUp}.");
            throw;
        }
    }

    private async Task<string> StartAsync(Func<CancellationToken, Task<string>> sendAsync, HashSet<string?> known, bool mayRepeat, CancellationToken cancellationToken)
    {
        WorkspaceException lost;
        try
        {
            return await sendAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (WorkspaceException unknown) when (unknown.IsOutcomeUnknown)
        {
            IReadOnlyList<Job> started = await FindNewAsync(known, unknown, cancellationToken).ConfigureAwait(false);
            if (started.Count == 1)
            {
                if (!await MatchesAsync(started[0], unknown, cancellationToken).ConfigureAwait(false))
                {
                    throw Ambiguous(unknown, $"Job {started[0].JobId} began meanwhile, but does something else: somebody else started it.");
                }

                warn($"The answer to an action on {target.Description} was lost ({unknown.Message}), but its job {started[0].JobId} was found: going on with that.");
                return started[0].JobId!;
            }

            if (started.Count > 1)
            {
                throw Ambiguous(unknown, "Several jobs began meanwhile: " + string.Join(", ", started.Select(job => job.JobId)) + ".");
            }

            if (await FindTraceAsync(unknown, cancellationToken).ConfigureAwait(false) is { } trace)
            {
                throw CarriedOut(unknown, trace);
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

    private async Task<IReadOnlyList<Job>> FindAsync(CancellationToken cancellationToken)
    {
        List<Job> found = [];
        await foreach (Job job in jobs.ListAsync(target.Filter, cancellationToken).ConfigureAwait(false))
        {
            if (target.Includes(job))
            {
                found.Add(job);
            }
        }

        return found;
    }

    // A job may show only some moments after its request.
    private async Task<IReadOnlyList<Job>> FindNewAsync(HashSet<string?> known, WorkspaceException unknown, CancellationToken cancellationToken)
    {
        Job[] fresh = [];
        try
        {
            await Poll.UntilAsync(clock, window, LookAsync, cancellationToken).ConfigureAwait(false);
            return fresh;
        }
        catch (WorkspaceException failure)
        {
            throw Ambiguous(unknown, $"Its job could not be looked for: {failure.Message}");
        }

        async Task<bool> LookAsync(CancellationToken token)
        {
            fresh = [.. (await FindAsync(token).ConfigureAwait(false)).Where(job => !known.Contains(job.JobId) && !jobs.Own.Contains(job.JobId))];
            return fresh.Length > 0;
        }
    }

    private async Task<bool> MatchesAsync(Job job, WorkspaceException unknown, CancellationToken cancellationToken)
    {
        try
        {
            return await target.MatchesAsync(job, cancellationToken).ConfigureAwait(false);
        }
        catch (WorkspaceException failure)
        {
            throw Ambiguous(unknown, $"Job {job.JobId} was found, and whether it is the action's own could not be read: {failure.Message}");
        }
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

    private string WaitLine(Job job) => $"Wait-WsJob -JobId {job.JobId}" + (target.PoolId is null ? "" : $" -PoolId {target.PoolId}");
}
