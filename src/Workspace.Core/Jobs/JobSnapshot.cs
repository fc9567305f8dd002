using System;
using System.Collections.Generic;
using System.Linq;

namespace Workspace.Jobs;

/// <summary>
/// The jobs of a type as they were at one moment, read once for several actions on different desktops: what runs grows with each of them.
/// <see cref="JobOperations.ReadSnapshotAsync"/> makes it.
/// </summary>
public sealed class JobSnapshot
{
    private readonly Dictionary<string, Job> _runningByDesktop = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="jobs">The jobs.</param>
    /// <param name="hasEndedJobs">All jobs of the type that ever were, not only those under way.</param>
    /// <param name="isCut">More run than the service lists.</param>
    /// <param name="readAt">When they were read.</param>
    internal JobSnapshot(IReadOnlyCollection<Job> jobs, bool hasEndedJobs, bool isCut, DateTimeOffset readAt)
    {
        HasEndedJobs = hasEndedJobs;
        ReadAt = readAt;
        Ids = isCut ? null : new(jobs.Select(job => job.JobId), StringComparer.Ordinal);
        foreach (Job job in jobs.Where(job => !job.HasEnded()))
        {
            foreach (string desktop in job.DesktopId)
            {
                _runningByDesktop[desktop] = job;
            }
        }
    }

    internal bool HasEndedJobs { get; }

    internal DateTimeOffset ReadAt { get; }

    /// <summary>The ids of the jobs; null where more run than the service lists.</summary>
    internal HashSet<string?>? Ids { get; }

    /// <summary>A job that runs on one of these desktops, or null.</summary>
    internal Job? FindRunning(IEnumerable<string> desktopIds) =>
        desktopIds.Select(id => _runningByDesktop.TryGetValue(id, out Job? job) ? job : null).FirstOrDefault(job => job is not null);
}
