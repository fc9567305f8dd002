using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Desktops;
using Workspace.Jobs;

namespace Workspace.Commands;

/// <summary>A cmdlet that starts jobs: at once without -Wait; with it everything is started first and waited for then.</summary>
public abstract class ActionCommand : JobWaiting
{
    private readonly List<Job> _started = [];

    private protected ActionCommand()
    {
    }

    /// <summary>Wait until what was started has ended, and write each job when it ends.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>Send the action again when it is unknown whether it was carried out. It may then be carried out twice.</summary>
    [Parameter]
    public SwitchParameter RetryAmbiguous { get; set; }

    private protected override bool IsChange => true;

    private protected virtual ActionOptions Options => new() { RetryAmbiguous = RetryAmbiguous };

    private protected override Task EndAsync() => Wait
        ? WaitAsync([.. _started.Select(Reference)], pollInterval: null)
        : Task.CompletedTask;

    /// <summary>Takes a job that was started: written now, or waited for later.</summary>
    /// <param name="job">The job.</param>
    /// <param name="name">What it works on, as the bar of the wait names it.</param>
    private protected void Add(Job job, string name)
    {
        if (Wait)
        {
            _started.Add(job);
            Track(Reference(job), name);
        }
        else
        {
            HandOver(Reference(job), job);
        }
    }

    /// <summary>Starts an action, whose job is tracked as soon as the service names it.</summary>
    /// <param name="target">What it works on.</param>
    /// <param name="sendAsync">Sends it, and gives its job's id.</param>
    /// <param name="isSame">See <see cref="ActionOptions.IsSame"/>.</param>
    /// <returns>The job's id.</returns>
    private protected Task<string> StartJobAsync(ActionTarget target, Func<CancellationToken, Task<string>> sendAsync, Func<Job, bool>? isSame = null)
    {
        ActionOptions options = Options;
        options.IsSame = isSame;
        options.Started = jobId => Track(new JobReference(jobId, target.PoolId));
        return Client.Jobs.StartAsync(target, sendAsync, options, StopToken);
    }

    /// <summary>Starts a job for some desktops: the batch is halved where the service refuses it for some of them, and there are several jobs then.</summary>
    /// <param name="desktops">1 to 100 desktops.</param>
    /// <param name="type">The type of the jobs, where it is known.</param>
    /// <param name="target">How the jobs can be found again.</param>
    /// <param name="sendAsync">Sends the action for some of the desktops and gives its job's id.</param>
    /// <param name="describe">Tells of a job what is known of it besides its desktops.</param>
    private protected async Task StartBatchAsync(
        IReadOnlyList<Desktop> desktops,
        string? type,
        Func<IReadOnlyList<string>, ActionTarget> target,
        Func<IReadOnlyList<string>, CancellationToken, Task<string>> sendAsync,
        Action<Job>? describe = null)
    {
        // Tracked at once: when the command is stopped while another part is sent, this one's job is told all the same.
        BatchOutcome<string> outcome = await Batch.SendAsync(
            [.. desktops.Select(desktop => desktop.DesktopId!)],
            (part, _) => StartJobAsync(target(part), token => sendAsync(part, token)),
            StopToken).ConfigureAwait(true);
        foreach (var (part, jobId) in outcome.Answers.Select(answer => (answer.Key, answer.Value)))
        {
            Job job = Job.Started(jobId, type);
            job.DesktopId = [.. part];
            describe?.Invoke(job);
            string? first = desktops.First(desktop => desktop.DesktopId == part[0]).Name;
            Add(job, part.Count == 1 ? $"desktop {first}" : $"{part.Count} desktops from {first} on");
        }

        ReportFailures(outcome.Failures);
    }

    /// <summary>Ends the command; the jobs that it has started are written first, so that they are known.</summary>
    private protected override void Terminate(Exception exception, object? target)
    {
        foreach (Job job in _started.Where(job => IsTracked(Reference(job))))
        {
            HandOver(Reference(job), job);
        }

        base.Terminate(exception, target);
    }

    /// <summary>What was started with this id; the service's own answer lacks some of it.</summary>
    private protected Job StartedAs(Job job) => _started.First(started => started.JobId == job.JobId);

    private static JobReference Reference(Job job) => new(job.JobId!, job.PoolId);
}
