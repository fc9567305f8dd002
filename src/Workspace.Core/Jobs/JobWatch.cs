using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Http;

namespace Workspace.Jobs;

/// <summary>Looks at jobs again and again until each has ended or the time is up.</summary>
internal sealed class JobWatch
{
    // How long the sub-jobs of a job that has ended may take to show.
    private static readonly TimeSpan _longestHidden = TimeSpan.FromSeconds(30);

    private readonly JobOperations _jobs;
    private readonly IClock _clock;
    private readonly DateTimeOffset _deadline;
    private readonly JobWaitOptions _options;
    private readonly Dictionary<JobReference, Job> _seen = [];
    private readonly Dictionary<JobReference, WorkspaceException> _lastFailure = [];
    private readonly Dictionary<JobReference, DateTimeOffset> _unknownSince = [];

    public JobWatch(JobOperations jobs, IClock clock, JobWaitOptions options)
    {
        _jobs = jobs;
        _clock = clock;
        _options = options;
        _deadline = clock.After(options.Timeout);
    }

    public async IAsyncEnumerable<JobUpdate> RunAsync(IEnumerable<JobReference> references, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pending = references.Distinct().ToList();
        var pace = new PollPace(_options.PollInterval);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        List<Task<JobUpdate>> looks = [];
        try
        {
            while (true)
            {
                // Who reads may take its time between two updates: only a look that began when the time was up is the last one.
                bool isLate = _clock.UtcNow >= _deadline;
                looks = pending.ConvertAll(job => LookAsync(job, isLate, stop.Token));
                foreach (Task<JobUpdate> look in looks)
                {
                    JobUpdate update = await look.ConfigureAwait(false);
                    if (update.IsLast)
                    {
                        pending.Remove(update.Reference);
                    }

                    yield return update;
                }

                if (pending.Count == 0)
                {
                    yield break;
                }

                if (isLate)
                {
                    foreach (JobReference late in pending)
                    {
                        yield return new JobUpdate(late, Seen(late), TimedOut(late));
                    }

                    yield break;
                }

                if (_clock.UtcNow < _deadline)
                {
                    await _clock.DelayAsync(pace.Next(_deadline - _clock.UtcNow), cancellationToken).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            // Who stops reading leaves no look behind, and no failure of one that nobody saw.
            stop.Cancel();
            await looks.EndAsync().ConfigureAwait(false);
        }
    }

    // A look that fails says nothing about the job, so the next one decides; only a refusal is final.
    private async Task<JobUpdate> LookAsync(JobReference reference, bool isLate, CancellationToken cancellationToken)
    {
        try
        {
            Job job = await PollLimit.RunAsync(token => _jobs.GetAsync(reference, token), isLate ? TimeSpan.Zero : _deadline - _clock.UtcNow, cancellationToken).ConfigureAwait(false);
            lock (_seen)
            {
                _seen[reference] = job;
                return new JobUpdate(reference, job, null, mayChange: job.Status == JobStatus.Unknown && !isLate && MayShow(reference));
            }
        }
        catch (WorkspaceException failure) when (failure.IsTransient)
        {
            lock (_seen)
            {
                _lastFailure[reference] = failure;
            }

            return new JobUpdate(reference, Seen(reference), null);
        }
        catch (WorkspaceException refusal)
        {
            return new JobUpdate(reference, Seen(reference), refusal);
        }
    }

    private bool MayShow(JobReference reference)
    {
        if (!_unknownSince.TryGetValue(reference, out DateTimeOffset since))
        {
            _unknownSince[reference] = since = _clock.UtcNow;
        }

        return _clock.UtcNow - since < _longestHidden;
    }

    private Job? Seen(JobReference reference)
    {
        lock (_seen)
        {
            return _seen.TryGetValue(reference, out Job? job) ? job : null;
        }
    }

    private WorkspaceException TimedOut(JobReference reference)
    {
        _lastFailure.TryGetValue(reference, out WorkspaceException? last);
        string state = Seen(reference) is { } job ? $"is {job.Status}, {job.Progress} %" : "could not be read";
        return new WorkspaceException(
            WorkspaceException.Timeout,
            $"Job {reference.JobId} {state} after {_options.Timeout.TotalSeconds:0} seconds. It goes on by itself.",
            last);
    }
}
