using System;
using System.Collections.Generic;
using System.Linq;
using Workspace.Http;
using Workspace.Jobs;

namespace Workspace.Commands;

/// <summary>Tells of each job when its status changes: what the log of an unattended wait is read for.</summary>
/// <param name="write">Writes a line.</param>
/// <param name="clock">Tells how long it took.</param>
internal sealed class JobStatusLog(Action<string> write, IClock clock)
{
    private readonly DateTimeOffset _begin = clock.UtcNow;
    private readonly Dictionary<JobReference, string> _told = [];

    /// <summary>Tells what was seen of a job, unless that is known.</summary>
    /// <param name="update">The look.</param>
    /// <param name="name">What the job works on.</param>
    public void Tell(JobUpdate update, string name)
    {
        if (update.Job is not { } job || (_told.TryGetValue(update.Reference, out string? status) && status == job.Status))
        {
            return;
        }

        _told[update.Reference] = job.Status;
        TimeSpan waited = clock.UtcNow - _begin;
        write($"Job {update.Reference.JobId} ({job.Type}, {name}): {job.Status}, {Parts(job)}{job.Progress} %, after {(int)waited.TotalHours}:{waited:mm\\:ss}");
    }

    /// <summary>How many of its desktops are done, with a comma after it; nothing while they are not known.</summary>
    public static string Parts(Job job) => job.SubJobs.Length == 0
        ? ""
        : $"{job.SubJobs.Count(part => part.HasSucceeded())} of {job.SubJobs.Length} desktops done, ";
}
