using System;
using System.Collections.Generic;
using System.Linq;

namespace Workspace.Emulator.Jobs;

/// <summary>A task of the service: one sub-job per desktop. Its state is a function of the time.</summary>
internal sealed class Job(string id, string type, string? poolId, DateTimeOffset begin)
{
    private readonly List<SubJob> _subJobs = [];

    public string Id => id;

    public string Type => type;

    /// <summary>The pool it works on; null for a job on desktops.</summary>
    public string? PoolId => poolId;

    public DateTimeOffset Begin { get; } = begin;

    /// <summary>When the last of its sub-jobs ends; at once when there are none.</summary>
    public DateTimeOffset End { get; private set; } = begin;

    public IReadOnlyList<SubJob> SubJobs => _subJobs;

    public void Add(SubJob subJob)
    {
        _subJobs.Add(subJob);
        End = subJob.End > End ? subJob.End : End;
    }

    public bool HasEnded(DateTimeOffset now) => now >= End;

    /// <summary>Whether all that it worked on shows that it ended.</summary>
    public bool IsSettled(DateTimeOffset now) => HasEnded(now) && _subJobs.TrueForAll(s => s.IsSettled(now));

    public string StatusAt(DateTimeOffset now)
    {
        if (!HasEnded(now))
        {
            return JobState.Running;
        }

        int failed = _subJobs.Count(s => s.Failure is not null);
        return failed == 0 ? JobState.Success : failed == _subJobs.Count ? JobState.Fail : JobState.Complete;
    }

    public EmulatedJob At(DateTimeOffset now) => new(
        id,
        type,
        StatusAt(now),
        poolId,
        Begin,
        HasEnded(now) ? End : null,
        [.. _subJobs.Select(s => s.At(now))]);
}
