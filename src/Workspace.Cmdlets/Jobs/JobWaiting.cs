using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Workspace.Commands.Shell;
using Workspace.Images;
using Workspace.Jobs;

namespace Workspace.Commands;

/// <summary>A cmdlet that waits for jobs: shows their progress, hands each over when it has ended, reports the failed ones.</summary>
public abstract class JobWaiting : WorkspaceCommand
{
    private const int MostLines = 10;

    private static readonly string[] _tags = ["WsJob"];

    private readonly JobTracker _tracker = new();
    private WaitProgress? _shared;
    private readonly Dictionary<JobReference, string> _names = [];

    private protected JobWaiting()
    {
    }

    /// <summary>How long to wait in all, in seconds: two hours. Where pools are worked on in waves, for each of them.</summary>
    [Parameter]
    [ValidateRange(1, 604_800)]
    [NotEmpty(nameof(TimeoutSec))]
    public int TimeoutSec { get; set; } = 7200;

    /// <summary>A job runs whose output was not written yet: should the command stop before, its id is told. On any thread.</summary>
    private protected void Track(JobReference job) => _tracker.Track(job);

    /// <summary>The same, with what it works on, for the bar of the wait.</summary>
    private protected void Track(JobReference job, string name)
    {
        _tracker.Track(job);
        _names[job] = name;
    }

    private protected override async Task DrainAsync()
    {
        await base.DrainAsync().ConfigureAwait(true);
        TellUnknown();
    }

    /// <summary>A job was started whose output was not written yet.</summary>
    private protected bool IsTracked(JobReference job) => _tracker.IsTracked(job);

    /// <summary>Writes a job. Where the pipeline is stopped meanwhile, it is still tracked: the output did not get through.</summary>
    private protected void HandOver(JobReference reference, Job job) => UntrackAfter(reference, () => Write(job));

    /// <summary>Waits for all jobs; each is written when it ends, a failed one with an error.</summary>
    /// <returns>Whether all succeeded.</returns>
    private protected async Task<bool> WaitAsync(IReadOnlyCollection<JobReference> jobs, TimeSpan? pollInterval)
    {
        bool succeeded = true;
        if (jobs.Count == 0)
        {
            return succeeded;
        }

        DateTimeOffset longest = DateTimeOffset.MaxValue - TimeSpan.FromSeconds(TimeoutSec);
        DateTimeOffset deadline = (Client.Clock.UtcNow < longest ? Client.Clock.UtcNow : longest) + TimeSpan.FromSeconds(TimeoutSec);
        var options = new JobWaitOptions { Timeout = TimeSpan.FromSeconds(TimeoutSec), PollInterval = pollInterval };
        WaitProgress progress = _shared ?? new WaitProgress(WriteProgress, Client.Clock, jobs.Count);
        var log = new JobLog(line => WriteInformation(line, _tags), Client.Clock);
        try
        {
            await foreach (JobUpdate update in Redraw.WhileWaitingFor(Client.Jobs.WatchAsync(jobs, options), progress.ShowAgain, StopToken).ConfigureAwait(true))
            {
                string name = NameOf(update);
                progress.Show(update.Reference, update.Job, update.IsLast, name);
                log.Tell(update, name);
                if (update.IsLast)
                {
                    succeeded &= await FinishAsync(update, deadline).ConfigureAwait(true);
                }
            }
        }
        finally
        {
            if (_shared is null)
            {
                progress.Hide();
            }
        }

        return succeeded;
    }

    /// <summary>Shows a job that was begun, whose turn to be looked at comes later.</summary>
    private protected void Announce(Job job, string name) => _shared?.Show(new JobReference(job.JobId!, job.PoolId), job, isLast: false, name);

    /// <summary>Shows one progress for all waits of an action.</summary>
    /// <param name="count">How many jobs will be waited for.</param>
    /// <param name="actionAsync">The action.</param>
    private protected async Task ShareProgressAsync(int count, Func<Task> actionAsync)
    {
        _shared = new WaitProgress(WriteProgress, Client.Clock, count);
        try
        {
            await actionAsync().ConfigureAwait(true);
        }
        finally
        {
            _shared.Hide();
            _shared = null;
        }
    }

    /// <summary>Says of a job what is known of it besides what the service tells, before it is written.</summary>
    private protected virtual void Describe(Job job)
    {
    }

    /// <summary>Completes a job that has ended, before it is written.</summary>
    private protected virtual Task CompleteAsync(Job job, SettleTime settle) => Task.CompletedTask;

    /// <summary>Writes a job that was started, or that has ended.</summary>
    private protected virtual void Write(Job job) => WriteObject(job);

    /// <summary>Completes a capture that has ended: waits until its desktop is idle and its image is there, and names the image.</summary>
    private protected async Task CompleteCaptureAsync(Job job, string imageName, SettleTime settle)
    {
        if (job.DesktopId.FirstOrDefault() is { } desktop && !await Client.Desktops.WaitUntilIdleAsync(desktop, settle.Left, StopToken).ConfigureAwait(true))
        {
            WriteWarning($"Job {job.JobId} has ended, but desktop {desktop} is still busy after {settle}. Look with: Get-WsDesktop -DesktopId {desktop}");
        }

        if (job.Status == JobStatus.Succeeded)
        {
            // There was none of that name when the capture began.
            Image image = await Client.Images.WaitForAsync(imageName, [], settle.Left, StopToken).ConfigureAwait(true)
                ?? throw new WorkspaceException(WorkspaceException.NotFound, $"Job {job.JobId} succeeded, but no image '{imageName}' appeared within {settle}. Look for it with: Get-WsImage -Name '{imageName}'.");
            job.ImageId = image.ImageId;
        }
    }

    private async Task<bool> FinishAsync(JobUpdate update, DateTimeOffset deadline)
    {
        JobReference reference = update.Reference;
        if (update.Job?.HasEnded() == true)
        {
            _tracker.End(reference);
        }

        if (update.Error is { } error)
        {
            ErrorRecord record = error.Code == WorkspaceException.Timeout
                ? error.ToErrorRecord(error.Code, ErrorCategory.OperationTimeout, reference.JobId, "Wait for it again with: " + WaitLine(reference))
                : error.ToErrorRecord(reference.JobId);
            UntrackAfter(reference, () => WriteError(record));
        }

        bool succeeded = update.Error is null;
        if (update.Job is { } job)
        {
            Describe(job);
            if (job.HasEnded())
            {
                succeeded &= await TryCompleteAsync(job, new SettleTime(Client.Clock, deadline)).ConfigureAwait(true);
                if (JobErrors.Find(job) is { } failure)
                {
                    succeeded = false;
                    UntrackAfter(reference, () => WriteError(failure));
                }
            }

            HandOver(reference, job);
        }

        return succeeded;
    }

    // An outage that lasts for longer than this job is waited for says nothing of the others.
    private async Task<bool> TryCompleteAsync(Job job, SettleTime settle)
    {
        try
        {
            await CompleteAsync(job, settle).ConfigureAwait(true);
            return true;
        }
        catch (WorkspaceException outage) when (outage.IsTransient)
        {
            WriteError(outage.ToErrorRecord(job.JobId));
        }
        catch (Exception failure) when (failure is WorkspaceException or ArgumentException)
        {
            Report(failure, job.JobId);
        }

        return false;
    }

    // A pipeline that is stopping takes nothing. Whoever downstream ends one has taken what was written, unless the user stopped it meanwhile.
    private void UntrackAfter(JobReference reference, Action write)
    {
        bool wasStopping = Stopping;
        try
        {
            write();
        }
        catch (PipelineStoppedException)
        {
            if (!wasStopping)
            {
                _tracker.Doubt(reference);
            }

            throw;
        }

        _tracker.Untrack(reference);
    }

    // Where the command does not know more, a job of one desktop is known by that.
    private string NameOf(JobUpdate update)
    {
        JobReference job = update.Reference;
        return update is { Reference.PoolId: null, Job.SubJobs: { Length: 1 } parts } && parts[0].DesktopName is { } desktop ? $"desktop {desktop}"
            : _names.TryGetValue(job, out string? name) ? name
            : job.PoolId is null ? $"job {job.JobId}"
            : $"pool {job.PoolId}";
    }

    private static string WaitLine(JobReference job) => $"Wait-WsJob -JobId {Arguments(job)}";

    private static string Arguments(JobReference job) => job.JobId + (job.PoolId is null ? "" : $" -PoolId {job.PoolId}");

    // After Ctrl+C no stream takes anything any more, but the host does.
    private void TellUnknown()
    {
        (IReadOnlyList<JobReference> running, IReadOnlyList<JobReference> ended) = _tracker.Take(WasStopped || Stopping);
        Tell(running, "A job goes on by itself. Wait for it with", "{0} jobs go on by themselves. Wait for them with", WaitLine);
        Tell(ended, "A job has ended, and was not written. Get it with", "{0} jobs have ended, and were not written. Get them with", job => $"Get-WsJob -JobId {Arguments(job)}");
    }

    private void Tell(IReadOnlyList<JobReference> jobs, string one, string several, Func<JobReference, string> line)
    {
        if (jobs.Count > 0)
        {
            string more = jobs.Count > MostLines ? $" and {jobs.Count - MostLines} more" : "";
            string what = jobs.Count == 1 ? one : string.Format(CultureInfo.InvariantCulture, several, jobs.Count);
            WarnHost($"{what}: {string.Join("; ", jobs.Take(MostLines).Select(line))}{more}");
        }
    }
}
