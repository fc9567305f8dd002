using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Http;
using Workspace.Serialization;

namespace Workspace.Jobs;

/// <summary>The service's operations on jobs.</summary>
public sealed class JobOperations
{
    /// <summary>How many sub-jobs an action reads at most. The documents differ on whether the list takes an offset above 10,000.</summary>
    internal const int MostRunning = 11_000;

    private static readonly TimeSpan _snapshotAge = TimeSpan.FromMinutes(1);
    private static readonly PageWindow _window = new(1000);
    private static readonly PageWindow _runningWindow = new(1000, 10_000);

    private readonly RestClient _rest;
    private readonly IClock _clock;
    private readonly TimeSpan _lookWindow;

    internal JobOperations(RestClient rest, IClock clock, TimeSpan lookWindow, OwnJobs own)
    {
        Own = own;
        _lookWindow = lookWindow;
        _rest = rest;
        _clock = clock;
    }

    /// <summary>Notes with a conflict what the target of an action shows of its reason.</summary>
    internal Func<ActionTarget, WorkspaceException, CancellationToken, Task>? ExplainAsync { get; set; }

    /// <summary>Whether a job that was started then may not show yet.</summary>
    internal bool IsRecent(DateTimeOffset started) => _clock.UtcNow - started < _lookWindow;

    /// <summary>The jobs that the connection started.</summary>
    internal OwnJobs Own { get; }

    /// <summary>Sub-jobs (GET /workspace-sub-jobs), 1,000 a page.</summary>
    /// <param name="filter">Which.</param>
    /// <returns>The sub-jobs. Those of pools are there only where the filter names the pool.</returns>
    public ItemList<SubJob> ListSubJobs(JobFilter filter) =>
        _rest.List<SubJobPage, SubJob>("/workspace-sub-jobs", filter.ToQuery(), _window, WorkspaceJson.Default.SubJobPage, part => part.SubJobId);

    /// <summary>The first sub-jobs of a list, not more than the service certainly shows.</summary>
    internal ItemList<SubJob> ListFirst(JobFilter filter) =>
        _rest.List<SubJobPage, SubJob>("/workspace-sub-jobs", filter.ToQuery(), _runningWindow, WorkspaceJson.Default.SubJobPage, part => part.SubJobId, most: MostRunning);

    /// <summary>Jobs as far as their sub-jobs tell (GET /workspace-sub-jobs, grouped).</summary>
    /// <param name="filter">Which sub-jobs; its Status is one of theirs, so leave it out where whole jobs are meant.</param>
    /// <param name="cancellationToken">Stops the request under way.</param>
    /// <returns>The jobs, in the order in which they first appear.</returns>
    public async IAsyncEnumerable<Job> ListAsync(JobFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        List<SubJob> all = [];
        await foreach (SubJob part in ListSubJobs(filter).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            all.Add(part);
        }

        foreach (Job job in Group(all, filter.PoolId))
        {
            yield return job;
        }
    }

    internal static IEnumerable<Job> Group(IEnumerable<SubJob> parts, string? poolId) => parts
        .GroupBy(part => part.JobId ?? part.SubJobId ?? "")
        .Select(job => Job.From(job.Key, null, [.. job], poolId));

    /// <summary>The jobs of single desktops, for several actions that follow one another (GET /workspace-sub-jobs).</summary>
    /// <param name="type">The type of the actions' jobs; null where the service documents none, and the jobs of all types are meant.</param>
    /// <param name="last">What was read for the actions before: it is good for a minute.</param>
    /// <param name="cancellationToken">Stops the request under way.</param>
    /// <returns>The jobs: all that ever were, where the service lists them on one page; otherwise those under way.</returns>
    public async Task<JobSnapshot> ReadSnapshotAsync(string? type, JobSnapshot? last = null, CancellationToken cancellationToken = default)
    {
        DateTimeOffset now = _clock.UtcNow;
        return last is not null && now - last.ReadAt < _snapshotAge ? last
            : type is not null && await ReadHistoryAsync(new JobFilter { Type = type }, cancellationToken).ConfigureAwait(false) is { } history
            ? new JobSnapshot([.. Group(history, null)], hasEndedJobs: true, isCut: false, now)
            : await ReadRunningAsync(type, now, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>All sub-jobs that ever were; null where the service lists them on more than one page.</summary>
    internal async Task<IReadOnlyList<SubJob>?> ReadHistoryAsync(JobFilter filter, CancellationToken cancellationToken)
    {
        await foreach (Page<SubJob> page in ListFirst(filter).PagesAsync(cancellationToken).ConfigureAwait(false))
        {
            return page.TotalCount > page.Items.Count ? null : page.Items;
        }

        return [];
    }

    private async Task<JobSnapshot> ReadRunningAsync(string? type, DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<SubJob> parts = [];
        await foreach (SubJob part in ListFirst(new JobFilter { Type = type, Status = JobFilter.UnderWay }).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            parts.Add(part);
        }

        return new JobSnapshot([.. Group(parts, null)], hasEndedJobs: false, isCut: parts.Count >= MostRunning, now);
    }

    /// <summary>One job with its sub-jobs (GET /workspace-jobs/{job_id} and /workspace-sub-jobs).</summary>
    /// <param name="reference">Which job; with the pool for a job of a pool.</param>
    /// <param name="cancellationToken">Stops the request under way.</param>
    /// <returns>The job.</returns>
    public async Task<Job> GetAsync(JobReference reference, CancellationToken cancellationToken = default)
    {
        ParentJob parent = await _rest.GetAsync($"/workspace-jobs/{ResourceId.Segment(reference.JobId, "JobId")}", new Query(), WorkspaceJson.Default.ParentJob, cancellationToken, isUnpaged: true).ConfigureAwait(false);
        IReadOnlyCollection<SubJob> parts = parent.SubJobs ?? [];
        if (parts.Count == 0 || parts.Count < parent.SubJobsTotal)
        {
            List<SubJob> listed = [];
            await foreach (SubJob part in ListSubJobs(new JobFilter { JobId = reference.JobId, PoolId = reference.PoolId }).WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                listed.Add(part);
            }

            parts = listed.Count > parts.Count ? listed : parts;
        }

        Job job = Job.From(reference.JobId, parent, parts, reference.PoolId);
        if (job.HasEnded())
        {
            Own.End(reference.JobId);
        }

        return job;
    }

    /// <summary>
    /// Waits until a job of the kind is listed on a target that shows that one is under way: the list lags behind. That also ends when the target
    /// shows it no more.
    /// </summary>
    /// <param name="target">The target.</param>
    /// <param name="isUnderWayAsync">Whether the target shows it.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    /// <returns>Whether that came in time.</returns>
    public Task<bool> WaitUntilListedAsync(ActionTarget target, Func<CancellationToken, Task<bool>> isUnderWayAsync, CancellationToken cancellationToken = default) =>
        Poll.UntilAsync(
            _clock,
            _lookWindow,
            async token => await new RunningJobs(this, target).FindAsync(token).ConfigureAwait(false) is not null || !await isUnderWayAsync(token).ConfigureAwait(false),
            cancellationToken);

    /// <summary>
    /// Starts an action, once: not while a job of the kind runs on the target, and after a lost answer by looking for its job
    /// instead of sending again.
    /// </summary>
    /// <param name="target">What the action works on.</param>
    /// <param name="sendAsync">Sends the action and gives its job's id.</param>
    /// <param name="options">What it may do all the same.</param>
    /// <param name="cancellationToken">Stops the request under way; it may have been carried out all the same.</param>
    /// <returns>The job's id.</returns>
    /// <exception cref="WorkspaceException">Code WsResourceBusy: a job runs. Code WsAmbiguousOutcome: nobody knows.</exception>
    public Task<string> StartAsync(ActionTarget target, Func<CancellationToken, Task<string>> sendAsync, ActionOptions options, CancellationToken cancellationToken = default) =>
        new ActionStart(this, _clock, _lookWindow, _rest.Warn, target, options).RunAsync(sendAsync, cancellationToken);

    /// <summary>
    /// Waits for jobs: an update for each job at each look, the last one when the job has ended, was refused, or the time is up.
    /// A look that gets no answer is made again at the next turn.
    /// </summary>
    /// <param name="references">Which jobs; each is watched once.</param>
    /// <param name="options">How long, and how often to look.</param>
    /// <param name="cancellationToken">Stops the wait. The jobs go on.</param>
    /// <returns>The updates as they come.</returns>
    public IAsyncEnumerable<JobUpdate> WatchAsync(IEnumerable<JobReference> references, JobWaitOptions? options = null, CancellationToken cancellationToken = default) =>
        new JobWatch(this, _clock, options ?? new()).RunAsync(references, cancellationToken);
}
