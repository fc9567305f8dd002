using System;
using System.Collections.Generic;
using System.Linq;

namespace Workspace.Jobs;

/// <summary>
/// The last jobs that a connection started. Lists show a job only some moments after its start. Until then a later action must know that it runs,
/// and must not take it for its own when its response was lost.
/// </summary>
internal sealed class OwnJobs
{
    private const int Most = 10_000;

    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    // Those that were not seen to end.
    private readonly Dictionary<string, (ActionTarget Target, DateTimeOffset Started)> _running = new(StringComparer.Ordinal);

    /// <summary>A job was started.</summary>
    public void Add(string jobId, ActionTarget target, DateTimeOffset started)
    {
        lock (_ids)
        {
            if (_ids.Add(jobId))
            {
                _order.Enqueue(jobId);
                _running[jobId] = (target, started);
            }

            if (_order.Count > Most)
            {
                string oldest = _order.Dequeue();
                _ids.Remove(oldest);
                _running.Remove(oldest);
            }
        }
    }

    /// <summary>A job was seen to have ended.</summary>
    public void End(string jobId)
    {
        lock (_ids)
        {
            _running.Remove(jobId);
        }
    }

    public bool Contains(string? jobId)
    {
        lock (_ids)
        {
            return jobId is not null && _ids.Contains(jobId);
        }
    }

    /// <summary>The jobs of the same kind on the same target that were not seen to end, and when they were started.</summary>
    public IReadOnlyList<(string JobId, DateTimeOffset Started)> RunningOn(ActionTarget target)
    {
        lock (_ids)
        {
            return [.. _running.Where(job => target.Overlaps(job.Value.Target)).Select(job => (job.Key, job.Value.Started))];
        }
    }
}
