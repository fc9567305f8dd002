using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Workspace.Http;
using Workspace.Jobs;

namespace Workspace.Actions;

/// <summary>Waits for jobs, completes each that has ended, and returns it.</summary>
internal sealed class JobWait(ActionRun run)
{
    private readonly IClock _clock = run.Client.Clock;

    /// <summary>Waits for jobs. The observer is told when the wait starts and ends.</summary>
    /// <returns>Whether all succeeded.</returns>
    public async Task<bool> ForAllAsync(IReadOnlyCollection<StartedJob> jobs)
    {
        if (jobs.Count == 0)
        {
            return true;
        }

        run.Observer.JobWaitStarted(jobs.Count);
        try
        {
            return await ForPartAsync(jobs).ConfigureAwait(true);
        }
        finally
        {
            run.Observer.WaitEnded();
        }
    }

    /// <summary>Waits for some of the jobs of a wait that has started.</summary>
    /// <returns>Whether all succeeded.</returns>
    public async Task<bool> ForPartAsync(IReadOnlyCollection<StartedJob> jobs)
    {
        bool succeeded = true;
        DateTimeOffset deadline = _clock.After(run.Settings.Timeout);
        var byReference = jobs.ToDictionary(job => job.Reference);
        var options = new JobWaitOptions { Timeout = run.Settings.Timeout, PollInterval = run.Settings.PollInterval };
        await foreach (JobUpdate update in run.Client.Jobs.WatchAsync(byReference.Keys, options, run.StopToken).ConfigureAwait(true))
        {
            StartedJob started = byReference[update.Reference];
            run.Observer.JobPolled(update, NameOf(started, update));
            if (update.IsLast)
            {
                succeeded &= await FinishAsync(started, update, deadline).ConfigureAwait(true);
            }
        }

        return succeeded;
    }

    private async Task<bool> FinishAsync(StartedJob started, JobUpdate update, DateTimeOffset deadline)
    {
        bool succeeded = update.Error is null;
        if (update.Error is { } error)
        {
            await run.ReturnAsync(error, update.Reference).ConfigureAwait(true);
        }

        if (update.Job is { } job)
        {
            started.Describe(job);
            if (job.HasEnded())
            {
                succeeded &= await TryCompleteAsync(started, job, new SettleTime(_clock, deadline)).ConfigureAwait(true);
                succeeded &= !job.HasFailed();
            }

            started.IsReturned = true;
            await run.ReturnAsync(job).ConfigureAwait(true);
        }

        return succeeded;
    }

    // An outage that lasts for longer than this job is waited for says nothing of the others.
    private async Task<bool> TryCompleteAsync(StartedJob started, Job job, SettleTime settle)
    {
        try
        {
            await started.CompleteAsync(job, settle).ConfigureAwait(true);
            return true;
        }
        catch (WorkspaceException outage) when (outage.IsTransient)
        {
            await run.ReturnAsync(outage, job.JobId).ConfigureAwait(true);
        }
        catch (Exception failure) when (failure is WorkspaceException or ArgumentException)
        {
            await run.FailAsync(failure, job.JobId).ConfigureAwait(true);
        }

        return false;
    }

    // Where the action does not know more, a job of one desktop is known by that.
    private static string NameOf(StartedJob started, JobUpdate update) =>
        update is { Reference.PoolId: null, Job.SubJobs: { Length: 1 } parts } && parts[0].DesktopName is { } desktop ? $"desktop {desktop}" : started.Name;
}
