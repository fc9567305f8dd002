using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Workspace.Jobs;

namespace Workspace.Commands;

/// <summary>A cmdlet that starts jobs: at once without -Wait; with it everything is started first and waited for then.</summary>
public abstract class ActionCommand : JobWaiting
{
    private readonly List<Job> _started = [];

    private protected ActionCommand()
    {
    }

    /// <summary>Wait until the jobs have ended, and write each when it ends.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>Do it although it seems done, or a job of the kind is running.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Send the action again when it is unknown whether it was carried out. It may then be carried out twice.</summary>
    [Parameter]
    public SwitchParameter RetryAmbiguous { get; set; }

    private protected override bool IsChange => true;

    private protected ActionOptions Options => new() { Force = Force, RetryAmbiguous = RetryAmbiguous };

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
            Expect(Reference(job), name);
        }
        else
        {
            WriteObject(job);
        }
    }

    /// <summary>Ends the command; the jobs that it has started are written first, so that they are known.</summary>
    private protected override void Terminate(Exception exception, object? target)
    {
        foreach (Job job in _started.Where(job => IsExpected(Reference(job))))
        {
            Forget(Reference(job));
            WriteObject(job);
        }
        base.Terminate(exception, target);
    }

    /// <summary>What was started with this id; the service's own answer lacks some of it.</summary>
    private protected Job StartedAs(Job job) => _started.First(started => started.JobId == job.JobId);

    private static JobReference Reference(Job job) => new(job.JobId!, job.PoolId);
}
