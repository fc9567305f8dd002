using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Workspace.Commands.Shell;
using Workspace.Jobs;

namespace Workspace.Commands;

/// <summary>A cmdlet that waits for jobs: shows their progress, hands each over when it has ended, reports the failed ones.</summary>
public abstract class JobWaiting : WorkspaceCommand
{
    private const int MostLines = 10;

    private static readonly TimeSpan _mostSettleTime = TimeSpan.FromMinutes(5);

    private readonly Dictionary<JobReference, Job?> _states = [];
    private readonly List<JobReference> _unknown = [];

    private protected JobWaiting()
    {
    }

    /// <summary>How long to wait in all, in seconds: two hours. Where pools are worked on in waves, for each of them.</summary>
    [Parameter]
    [ValidateRange(1, 604_800)]
    public int TimeoutSec { get; set; } = 7200;

    /// <summary>How long the state of desktops and pools may lag behind a job's end.</summary>
    private protected TimeSpan SettleTime => TimeoutSec < _mostSettleTime.TotalSeconds ? TimeSpan.FromSeconds(TimeoutSec) : _mostSettleTime;

    /// <summary>A job runs whose end was not written yet: should the command stop before, its id is told.</summary>
    private protected void Expect(JobReference job) => _unknown.Add(job);

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
    private protected async Task<bool> WaitAsync(IReadOnlyList<JobReference> jobs, TimeSpan? pollInterval)
    {
        bool succeeded = true;
        if (jobs.Count == 0)
        {
            return succeeded;
        }

        var options = new JobWaitOptions { Timeout = TimeSpan.FromSeconds(TimeoutSec), PollInterval = pollInterval };
        try
        {
            await foreach (JobUpdate update in Client.Jobs.WatchAsync(jobs, options, StopToken).ConfigureAwait(true))
            {
                _states[update.Reference] = update.Job;
                ShowProgress(jobs.Count);
                if (update.IsLast)
                {
                    succeeded &= await FinishAsync(update).ConfigureAwait(true);
                }
            }
        }
        finally
        {
            HideProgress();
        }

        return succeeded;
    }

    /// <summary>Completes a job that has ended well, before it is written.</summary>
    private protected virtual Task CompleteAsync(Job job) => Task.CompletedTask;

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
            WriteObject(job);
        }

        return succeeded;
    }

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
            Host.UI?.WriteWarningLine($"{what}: {string.Join("; ", lines)}{more}");
            _unknown.Clear();
        }
    }

    private void ShowProgress(int waitedFor)
    {
        // Waves wait for one job each, several at a time.
        int count = Math.Max(waitedFor, _states.Count);
        int ended = _states.Values.Count(job => job?.HasEnded() == true);
        int percent = _states.Values.Sum(job => job?.Progress ?? 0) / count;
        string status = count == 1 && _states.Values.Single() is { } only
            ? $"{only.Type} {only.JobId}: {only.Status}, {percent} %"
            : $"{ended} of {count} jobs have ended, {percent} %";
        WriteProgress(new ProgressRecord(ActivityId, "Waiting for Workspace jobs", status) { PercentComplete = percent });
    }

    private void HideProgress()
    {
        if (!StopToken.IsCancellationRequested)
        {
            WriteProgress(new ProgressRecord(ActivityId, "Waiting for Workspace jobs", "Done") { RecordType = ProgressRecordType.Completed });
        }
    }

    // One bar for each running command.
    private int ActivityId => RuntimeHelpers.GetHashCode(this) & int.MaxValue;
}
