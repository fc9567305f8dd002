using System.Collections.Generic;
using System.Linq;
using Workspace.Jobs;

namespace Workspace.Commands;

/// <summary>
/// The jobs of a command of which the user has not been told everything. A job is tracked from the moment in which the service names it, on whatever
/// thread that is, until its output was written: whenever the command is stopped, none is lost.
/// </summary>
internal sealed class JobTracker
{
    private readonly object _lock = new();
    private readonly List<JobReference> _order = [];
    private readonly HashSet<JobReference> _running = [];
    private readonly HashSet<JobReference> _ended = [];
    private readonly HashSet<JobReference> _doubtful = [];

    /// <summary>A job runs.</summary>
    public void Track(JobReference job)
    {
        lock (_lock)
        {
            if (_running.Add(job))
            {
                _order.Add(job);
            }
        }
    }

    /// <summary>A job has ended. Its output was not written yet.</summary>
    public void End(JobReference job)
    {
        lock (_lock)
        {
            if (_running.Contains(job))
            {
                _ended.Add(job);
            }
        }
    }

    /// <summary>The pipeline ended while a job's output was written: the output is lost where the user stopped it.</summary>
    public void Doubt(JobReference job)
    {
        lock (_lock)
        {
            _doubtful.Add(job);
        }
    }

    /// <summary>The user knows all of a job.</summary>
    public void Untrack(JobReference job)
    {
        lock (_lock)
        {
            _running.Remove(job);
            _ended.Remove(job);
        }
    }

    public bool IsTracked(JobReference job)
    {
        lock (_lock)
        {
            return _running.Contains(job);
        }
    }

    /// <summary>Gives what is tracked, in the order in which it was started, and tracks none of it any longer.</summary>
    /// <param name="wasStopped">The user stopped the command, so that nothing that was in doubt got through.</param>
    public (IReadOnlyList<JobReference> Running, IReadOnlyList<JobReference> Ended) Take(bool wasStopped)
    {
        lock (_lock)
        {
            ILookup<bool, JobReference> jobs = _order.Where(job => _running.Contains(job) && (wasStopped || !_doubtful.Contains(job))).ToLookup(_ended.Contains);
            _order.Clear();
            _running.Clear();
            _ended.Clear();
            _doubtful.Clear();
            return ([.. jobs[false]], [.. jobs[true]]);
        }
    }
}
