using System;
using System.Threading.Tasks;
using Workspace.Jobs;

namespace Workspace.Actions;

/// <summary>A job that an action started, and what the action knows of it besides what the service shows.</summary>
/// <param name="job">The job as it was started.</param>
/// <param name="name">What it works on, such as: pool sales-01.</param>
internal sealed class StartedJob(Job job, string name)
{
    public Job Job => job;

    public string Name => name;

    public JobReference Reference { get; } = new(job.JobId!, job.PoolId);

    /// <summary>The job was returned to the reader.</summary>
    public bool IsReturned { get; set; }

    /// <summary>Adds to a job that was read what the service does not show of it.</summary>
    public Action<Job> Describe { get; set; } = _ => { };

    /// <summary>Completes a job that has ended, before it is returned.</summary>
    public Func<Job, SettleTime, Task> CompleteAsync { get; set; } = (_, _) => Task.CompletedTask;
}
