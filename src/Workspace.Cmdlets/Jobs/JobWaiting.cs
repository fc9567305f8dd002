using System;
using System.Collections.Generic;
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

    private static readonly TimeSpan _mostSettleTime = TimeSpan.FromMinutes(5);

    private static readonly string[] _tags = ["WsJob"];

    private readonly List<JobReference> _unknown = [];
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

    /// <summary>How long the state of desktops and pools may lag behind a job's end.</summary>
    private protected TimeSpan SettleTime => TimeoutSec < _mostSettleTime.TotalSeconds ? TimeSpan.FromSeconds(TimeoutSec) : _mostSettleTime;

    /// <summary>A job runs whose end was not written yet: should the command stop before, its id is told.</summary>
    /// <param name="job">The job.</param>
    /// <param name="name">What it works on, where that is known.</param>
    private protected void Expect(JobReference job, string? name = null)
    {
        _unknown.Add(job);
        _names[job] = name ?? (job.PoolId is null ? $"job {job.JobId}" : $"pool {job.PoolId}");
    }

    /// <summary>What was expected is known, or known to the user.</summary>
    private protected void Forget(JobReference job) => _unknown.Remove(job);

    private protected override async Task DrainAsync()
    {
        await base.DrainAsync().ConfigureAwait(true);
        TellUnknown();
    }

    /// <summary>A job was begun whose end was not written yet.</summary>
    private protected bool IsExpected(JobReference job) => _unknown.Contains(job);

    /// <summary>Waits for all jobs; each is written when it ends, a failed one with an error.</summary>
    /// <returns>Whether all succeeded.</returns>
    private protected async Task<bool> WaitAsync(IReadOnlyCollection<JobReference> jobs, TimeSpan? pollInterval)
    {
        bool succeeded = true;
        if (jobs.Count == 0)
        {
            return succeeded;
        }

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
                    succeeded &= await EndJobAsync(update).ConfigureAwait(true);
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

    /// <summary>Completes a job that has ended, before it is written.</summary>
    private protected virtual Task CompleteAsync(Job job) => Task.CompletedTask;

    /// <summary>Writes a job that was started, or that has ended.</summary>
    private protected virtual void Write(Job job) => WriteObject(job);

    /// <summary>Completes a capture that has ended: waits until its desktop is idle and its image is there, and names the image.</summary>
    private protected async Task CompleteCaptureAsync(Job job, string imageName)
    {
        job.NewImageName = imageName;
        if (job.DesktopId.FirstOrDefault() is { } desktop && !await Client.Desktops.WaitUntilIdleAsync(desktop, SettleTime, StopToken).ConfigureAwait(true))
        {
            WriteWarning($"Job {job.JobId} has ended, but desktop {desktop} is still busy after {SettleTime.TotalSeconds:0} seconds. Look with: Get-WsDesktop -DesktopId {desktop}");
        }

        if (job.Status == JobStatus.Succeeded)
        {
            // There was none of that name when the capture began.
            Image image = await Client.Images.WaitForAsync(imageName, [], SettleTime, StopToken).ConfigureAwait(true)
                ?? throw new WorkspaceException(WorkspaceException.NotFound, $"Job {job.JobId} succeeded, but no image '{imageName}' appeared within {SettleTime.TotalSeconds:0} seconds. Look for it with: Get-WsImage -Name '{imageName}'.");
            job.ImageId = image.ImageId;
        }
    }

    // With -ErrorAction Stop the error of a job ends the command. It names the job, which goes on no more.
    private async Task<bool> EndJobAsync(JobUpdate update)
    {
        try
        {
            return await FinishAsync(update).ConfigureAwait(true);
        }
        finally
        {
            if (!StopToken.IsCancellationRequested)
            {
                Forget(update.Reference);
            }
        }
    }

    private async Task<bool> FinishAsync(JobUpdate update)
    {
        bool succeeded = update.Error is null;
        if (update.Error is { } error)
        {
            Forget(update.Reference);
            WriteError(error.Code == WorkspaceException.Timeout
                ? error.ToErrorRecord(error.Code, ErrorCategory.OperationTimeout, update.Reference.JobId, "Wait for it again with: " + WaitLine(update.Reference))
                : error.ToErrorRecord(update.Reference.JobId));
        }

        if (update.Job is { } job)
        {
            succeeded &= await ForAsync(job.JobId, () => CompleteAsync(job)).ConfigureAwait(true);
            if (job.Status is JobStatus.Failed or JobStatus.PartlyFailed)
            {
                succeeded = false;
                WriteError(JobErrors.Failed(job));
            }

            WarnOfHidden(job);
            Forget(update.Reference);
            Write(job);
        }

        return succeeded;
    }

    // Where the command does not know more, a job of one desktop is known by that.
    private string NameOf(JobUpdate update) => update is { Reference.PoolId: null, Job.SubJobs: { Length: 1 } parts } && parts[0].DesktopName is { } desktop
        ? $"desktop {desktop}"
        : _names[update.Reference];

    private static string WaitLine(JobReference job) =>
        $"Wait-WsJob -JobId {job.JobId}" + (job.PoolId is null ? "" : $" -PoolId {job.PoolId}");

    // After Ctrl+C no stream takes anything any more, but the host does.
    private void TellUnknown()
    {
        if (_unknown.Count > 0)
        {
            IEnumerable<string> lines = _unknown.Take(MostLines).Select(WaitLine);
            string more = _unknown.Count > MostLines ? $" and {_unknown.Count - MostLines} more" : "";
            string what = _unknown.Count == 1 ? "A job goes on by itself. Wait for it with" : $"{_unknown.Count} jobs go on by themselves. Wait for them with";
            WarnHost($"{what}: {string.Join("; ", lines)}{more}");
            _unknown.Clear();
        }
    }
}
