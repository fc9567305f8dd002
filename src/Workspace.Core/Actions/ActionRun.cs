using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Desktops;
using Workspace.Jobs;

namespace Workspace.Actions;

/// <summary>One run of an action: returns its results, starts its jobs, and keeps what was started until it is returned.</summary>
internal sealed class ActionRun(WorkspaceClient client, ActionSettings settings, IActionObserver observer) : IDisposable
{
    private readonly List<StartedJob> _started = [];
    private readonly CancellationTokenSource _stop = new();
    private ResultSink _results = new();
    private bool _hasEnded;

    public WorkspaceClient Client => client;

    public ActionSettings Settings => settings;

    public IActionObserver Observer => observer;

    /// <summary>Ends when the reader of the results stops.</summary>
    public CancellationToken StopToken => _stop.Token;

    /// <summary>The jobs that were started and are to be waited for.</summary>
    public IReadOnlyCollection<StartedJob> Started => _started;

    /// <summary>Stops what is under way.</summary>
    public void Stop() => _stop.Cancel();

    public void Dispose() => _stop.Dispose();

    /// <summary>A part of the run as a stream of its results.</summary>
    public IAsyncEnumerable<ActionResult> StreamAsync(Func<Task> actAsync) => ResultStream.Of(
        results =>
        {
            _results = results;
            return _hasEnded ? Task.CompletedTask : ActAsync(actAsync);
        },
        _stop);

    public Task ReturnAsync(Job job) => _results.WriteAsync(ActionResult.Of(job));

    public Task ReturnAsync(Desktop desktop) => _results.WriteAsync(ActionResult.Of(desktop));

    /// <summary>Returns the error of an input, whatever it means for others.</summary>
    public Task ReturnAsync(Exception error, object? target) => _results.WriteAsync(ActionResult.Failed(error, target));

    /// <summary>Returns the error of an input, or ends the run where every further request would fail as well.</summary>
    public Task FailAsync(Exception error, object? target) =>
        error is WorkspaceException { ConcernsConnection: true } ? throw new ActionEndedException(error, target) : ReturnAsync(error, target);

    /// <summary>Does something for an input. Its failure is an error of that input.</summary>
    /// <returns>Whether it succeeded.</returns>
    public async Task<bool> TryAsync(object? target, Func<Task> actAsync)
    {
        try
        {
            await actAsync().ConfigureAwait(true);
            return true;
        }
        catch (Exception failure) when (failure is WorkspaceException or ArgumentException)
        {
            await FailAsync(failure, target).ConfigureAwait(true);
            return false;
        }
    }

    /// <summary>Sends an action once. The observer is told its job as soon as the service names it.</summary>
    /// <param name="target">What it works on.</param>
    /// <param name="sendAsync">Sends it, and gives its job's id.</param>
    /// <param name="isSame">See <see cref="ActionOptions.IsSame"/>.</param>
    /// <returns>The job's id.</returns>
    public Task<string> StartJobAsync(ActionTarget target, Func<CancellationToken, Task<string>> sendAsync, Func<Job, bool>? isSame = null) =>
        client.Jobs.StartAsync(target, sendAsync, Options(isSame, target.PoolId), StopToken);

    /// <summary>Keeps a job that was started until the wait, or returns it where nobody waits.</summary>
    public async Task AddAsync(StartedJob started)
    {
        if (settings.Wait)
        {
            _started.Add(started);
        }
        else
        {
            await ReturnAsync(started.Job).ConfigureAwait(true);
        }
    }

    /// <summary>Starts jobs for some desktops: the batch is halved where the service refuses it for some of them, and there are several jobs then.</summary>
    /// <param name="desktops">1 to 100 desktops.</param>
    /// <param name="type">The type of the jobs, where it is known.</param>
    /// <param name="target">How the jobs can be found again.</param>
    /// <param name="sendAsync">Sends the action for some of the desktops and gives its job's id.</param>
    /// <param name="complete">Sets what else is known of a job.</param>
    public async Task StartBatchAsync(
        IReadOnlyList<Desktop> desktops,
        string? type,
        Func<IReadOnlyList<string>, ActionTarget> target,
        Func<IReadOnlyList<string>, CancellationToken, Task<string>> sendAsync,
        Action<StartedJob>? complete = null)
    {
        BatchOutcome<string> outcome = await Batch.SendAsync(
            [.. desktops.Select(desktop => desktop.DesktopId!)],
            (part, _) => StartJobAsync(target(part), token => sendAsync(part, token)),
            StopToken).ConfigureAwait(true);
        foreach (var (part, jobId) in outcome.Answers.Select(answer => (answer.Key, answer.Value)))
        {
            var job = Job.Started(jobId, type);
            job.DesktopId = [.. part];
            string? first = desktops.First(desktop => desktop.DesktopId == part[0]).Name;
            var started = new StartedJob(job, part.Count == 1 ? $"desktop {first}" : $"{part.Count} desktops from {first} on") { Describe = read => read.DesktopId = job.DesktopId };
            complete?.Invoke(started);
            started.Describe(job);
            await AddAsync(started).ConfigureAwait(true);
        }

        foreach (var failure in outcome.Failures)
        {
            await FailAsync(failure.Value, failure.Key.Count == 1 ? failure.Key[0] : failure.Key).ConfigureAwait(true);
        }
    }

    private ActionOptions Options(Func<Job, bool>? isSame, string? poolId) => new()
    {
        Force = settings.Force,
        RetryAmbiguous = settings.RetryAmbiguous,
        IsSame = isSame,
        Started = jobId => observer.JobStarted(new JobReference(jobId, poolId)),
    };

    private async Task ActAsync(Func<Task> actAsync)
    {
        try
        {
            await actAsync().ConfigureAwait(true);
        }
        catch (ActionEndedException end)
        {
            // What was started is returned first, so that it is known.
            _hasEnded = true;
            foreach (StartedJob started in _started.Where(job => !job.IsReturned))
            {
                await ReturnAsync(started.Job).ConfigureAwait(true);
            }

            await _results.WriteAsync(ActionResult.Failed(end.InnerException!, end.Target, endsAction: true)).ConfigureAwait(true);
        }
    }
}
