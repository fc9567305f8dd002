using System;
using Workspace.Emulator.Desktops;

namespace Workspace.Emulator.Jobs;

/// <summary>One desktop's part of a job. Its state is a function of the time.</summary>
internal sealed class SubJob(string id, Job job, Desktop desktop, DateTimeOffset begin, DateTimeOffset end, TimeSpan lag, JobFailure? failure)
{
    public string Id => id;

    public Job Job => job;

    public Desktop Desktop => desktop;

    public DateTimeOffset End => end;

    public JobFailure? Failure => failure;

    public bool HasEnded(DateTimeOffset now) => now >= end;

    /// <summary>Whether the desktop shows that it ended, which it does only some time later.</summary>
    public bool IsSettled(DateTimeOffset now) => now >= end + lag;

    public string StatusAt(DateTimeOffset now)
    {
        if (HasEnded(now))
        {
            return failure is null ? JobState.Success : JobState.Failed;
        }

        return now >= begin ? JobState.Running : JobState.Waiting;
    }

    public int ProcessAt(DateTimeOffset now) => StatusAt(now) switch
    {
        JobState.Waiting => 0,
        JobState.Success => 100,

        // A failed sub-job stays where it was when it failed.
        JobState.Failed => 60,
        _ => Math.Min(99, (int)(100 * (now - begin).TotalSeconds / (end - begin).TotalSeconds)),
    };

    public EmulatedSubJob At(DateTimeOffset now)
    {
        JobFailure? shown = HasEnded(now) ? failure : null;
        return new EmulatedSubJob(id, desktop.Id, StatusAt(now), ProcessAt(now), shown?.Code, shown?.Reason);
    }
}
