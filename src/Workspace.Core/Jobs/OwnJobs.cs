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

    private readonly object _lock = new();
    private readonly Queue<string> _order = new();

    // The keys of what each job still runs on; none for one that was seen to end.
    private readonly Dictionary<string, string[]> _keys = new(StringComparer.Ordinal);

    // By key, so that an action on many desktops does not go over all jobs for each of its batches.
    private readonly Dictionary<string, List<(string JobId, DateTimeOffset Started)>> _running = new(StringComparer.Ordinal);

    /// <summary>A job was started.</summary>
    public void Add(string jobId, ActionTarget target, DateTimeOffset started)
    {
        lock (_lock)
        {
            if (_keys.ContainsKey(jobId))
            {
                return;
            }

            string[] keys = [.. Keys(target)];
            _keys.Add(jobId, keys);
            foreach (string key in keys)
            {
                if (!_running.TryGetValue(key, out var jobs))
                {
                    _running.Add(key, jobs = []);
                }

                jobs.Add((jobId, started));
            }

            _order.Enqueue(jobId);
            if (_order.Count > Most)
            {
                string oldest = _order.Dequeue();
                Finish(oldest);
                _keys.Remove(oldest);
            }
        }
    }

    /// <summary>A job was seen to have ended.</summary>
    public void End(string jobId)
    {
        lock (_lock)
        {
            Finish(jobId);
        }
    }

    public bool Contains(string? jobId)
    {
        lock (_lock)
        {
            return jobId is not null && _keys.ContainsKey(jobId);
        }
    }

    /// <summary>The jobs of the same kind on the same target that were not seen to end, and when they were started.</summary>
    public IReadOnlyList<(string JobId, DateTimeOffset Started)> RunningOn(ActionTarget target)
    {
        lock (_lock)
        {
            return [.. Keys(target).SelectMany(key => _running.TryGetValue(key, out var jobs) ? jobs : []).Distinct()];
        }
    }

    private void Finish(string jobId)
    {
        if (!_keys.TryGetValue(jobId, out string[]? keys))
        {
            return;
        }

        foreach (string key in keys)
        {
            List<(string JobId, DateTimeOffset Started)> jobs = _running[key];
            jobs.RemoveAll(job => job.JobId == jobId);
            if (jobs.Count == 0)
            {
                _running.Remove(key);
            }
        }

        _keys[jobId] = [];
    }

    // Only actions that must not run twice at a time are looked for again.
    private static IEnumerable<string> Keys(ActionTarget target) =>
        (!target.IsExclusive ? [] : target.PoolId is { } pool ? [pool] : target.DesktopIds.Distinct()).Select(id => $"{target.Type} {id}");
}
