using System;
using System.Collections.Generic;

namespace Workspace.Jobs;

/// <summary>
/// The last jobs that a connection started. Lists show a job only some moments after its beginning, and by then it must not be taken for
/// that of a later action whose answer was lost.
/// </summary>
internal sealed class OwnJobs
{
    private const int Most = 10_000;

    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    public void Add(string jobId)
    {
        lock (_ids)
        {
            if (_ids.Add(jobId))
            {
                _order.Enqueue(jobId);
            }

            if (_order.Count > Most)
            {
                _ids.Remove(_order.Dequeue());
            }
        }
    }

    public bool Contains(string? jobId)
    {
        lock (_ids)
        {
            return jobId is not null && _ids.Contains(jobId);
        }
    }
}
