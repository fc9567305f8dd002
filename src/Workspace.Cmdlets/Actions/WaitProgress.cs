using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Workspace.Http;
using Workspace.Jobs;

namespace Workspace.Commands;

/// <summary>The bars of one wait: one over all jobs, and where there are several one for each that has not ended.</summary>
/// <param name="write">Writes a record.</param>
/// <param name="clock">Tells how long it took so far.</param>
/// <param name="count">How many jobs are waited for.</param>
internal sealed class WaitProgress(Action<ProgressRecord> write, IClock clock, int count)
{
    private const string Activity = "Waiting for Workspace jobs";

    private readonly ProgressBar _whole = new(write, clock, Activity);
    private readonly Dictionary<JobReference, Job?> _states = [];
    private readonly Dictionary<JobReference, int> _bars = [];

    /// <summary>Shows what was seen of a job.</summary>
    /// <param name="reference">Which job.</param>
    /// <param name="job">The job; null while it was not seen.</param>
    /// <param name="isLast">It is looked at no more.</param>
    /// <param name="name">What the job works on.</param>
    public void Show(JobReference reference, Job? job, bool isLast, string name)
    {
        _states[reference] = job;
        ShowAll(count == 1 ? name : null);
        if (count > 1)
        {
            ShowPart(reference, job, isLast, name);
        }
    }

    /// <summary>Shows the bar over all as it was, with the time that is left now.</summary>
    public void ShowAgain() => _whole.ShowAgain();

    /// <summary>Takes the bars away.</summary>
    public void Hide()
    {
        foreach (int bar in _bars.Values)
        {
            write(new ProgressRecord(bar, Activity, "Done") { ParentActivityId = _whole.Id, RecordType = ProgressRecordType.Completed });
        }

        _bars.Clear();
        _whole.Hide();
    }

    private void ShowAll(string? name)
    {
        int ended = _states.Values.Count(job => job?.HasEnded() == true);
        int percent = _states.Values.Sum(job => job?.Progress ?? 0) / count;
        string status = name is not null && _states.Values.Single() is { } only
            ? $"{name}: {Describe(only)}"
            : $"{ended} of {count} jobs have ended, {percent} %";
        _whole.Show(status, percent);
    }

    private void ShowPart(JobReference reference, Job? seen, bool isLast, string name)
    {
        if (!_bars.TryGetValue(reference, out int bar))
        {
            if (isLast)
            {
                return;
            }

            bar = ProgressBar.NextId();
            _bars[reference] = bar;
        }

        if (isLast)
        {
            _bars.Remove(reference);
        }

        write(new ProgressRecord(bar, name, seen is { } job ? Describe(job) : "not seen yet")
        {
            ParentActivityId = _whole.Id,
            PercentComplete = seen?.Progress ?? 0,
            RecordType = isLast ? ProgressRecordType.Completed : ProgressRecordType.Processing,
        });
    }

    private static string Describe(Job job) => $"{job.Status}, {JobStatusLog.Parts(job)}{job.Progress} %";
}
