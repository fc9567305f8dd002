using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Jobs;

namespace Workspace.Tests.Chaos.Commands;

/// <summary>A command that starts jobs: with Wait everything is started first and waited for then.</summary>
internal abstract class ActionCommand(int number, CommandSettings settings) : ChaosCommand(number, settings)
{
    private protected static readonly TimeSpan SettleTime = TimeSpan.FromMinutes(5);

    /// <summary>The type of the operation in the service's ledger.</summary>
    public abstract string Type { get; }

    /// <summary>How many actions it may take at most.</summary>
    public abstract int Targets { get; }

    private protected ActionOptions Options => new() { Force = Settings.Force, RetryAmbiguous = Settings.RetryAmbiguous };

    private protected sealed override async Task DoAsync(WorkspaceClient client, CancellationToken stop)
    {
        await StartAsync(client, stop);
        if (!Settings.Wait || Report.Started.Count == 0)
        {
            return;
        }

        var options = new JobWaitOptions { Timeout = Settings.WaitTimeout };
        await foreach (JobUpdate update in client.Jobs.WatchAsync(Report.Started.Select(s => s.Reference), options, stop))
        {
            if (update.IsLast)
            {
                await FinishAsync(client, update, stop);
            }
        }
    }

    private protected abstract Task StartAsync(WorkspaceClient client, CancellationToken stop);

    private protected abstract Task CompleteAsync(WorkspaceClient client, Job job, CancellationToken stop);

    private protected void Add(string jobId, string? poolId, IReadOnlyList<string> desktopIds) =>
        Report.Started.Add(new(new JobReference(jobId, poolId), desktopIds));

    private async Task FinishAsync(WorkspaceClient client, JobUpdate update, CancellationToken stop)
    {
        if (update.Error is { } error)
        {
            Report.Errors.Add(new(error, [update.Reference.JobId]));
        }

        if (update.Job is { } job)
        {
            await ForAsync([update.Reference.JobId], () => CompleteAsync(client, job, stop));
            if (job.HasHiddenSubJobs() && job.HasEnded())
            {
                Report.Warnings.Add($"Job {job.JobId} has sub-jobs that the service does not show.");
            }

            Report.Written.Add(job);
        }
    }
}
