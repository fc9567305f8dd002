using System.Collections.Generic;
using System.Threading.Tasks;
using Workspace.Actions;
using Workspace.Images;

namespace Workspace.Jobs;

/// <summary>Waits for jobs that were started before, and completes those of captures: their images are waited for too.</summary>
/// <param name="client">The client.</param>
/// <param name="settings">How to wait; this action always waits.</param>
/// <param name="observer">Is told how the wait goes; may be null.</param>
public sealed class JobWaitAction(WorkspaceClient client, ActionSettings settings, IActionObserver? observer = null) : ServiceAction<AwaitedJob>(client, settings, observer)
{
    private readonly Dictionary<JobReference, StartedJob> _jobs = [];

    private protected override Task StartAsync(AwaitedJob input)
    {
        Run.Observer.JobStarted(input.Reference);
        var job = Job.Started(input.Reference.JobId, null);
        job.PoolId = input.Reference.PoolId;
        _jobs[input.Reference] = new StartedJob(job, input.Reference.PoolId is { } pool ? $"pool {pool}" : $"job {job.JobId}")
        {
            Describe = read => (read.ImageId, read.NewImageName) = (input.ImageId, input.NewImageName),

            // There was no image of that name when the capture was started.
            CompleteAsync = (ended, settle) => input.NewImageName is { } name ? ImageCaptureAction.CompleteAsync(Run, ended, name, [], settle) : Task.CompletedTask,
        };
        return Task.CompletedTask;
    }

    private protected override async Task FinishAsync() => await new JobWait(Run).ForAllAsync(_jobs.Values).ConfigureAwait(true);
}
