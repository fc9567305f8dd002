using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading.Tasks;
using Workspace.Commands.Shell;
using Workspace.Commands.Shell.Completion;
using Workspace.Jobs;

namespace Workspace.Commands;

/// <summary>Waits for jobs, and writes each when it has ended. A failed job is an error and the job.</summary>
[Cmdlet(VerbsLifecycle.Wait, "WsJob")]
[OutputType(typeof(Job))]
public sealed class WaitWsJobCommand : JobWaiting
{
    private readonly HashSet<JobReference> _jobs = [];
    private readonly Dictionary<string, (string? NewImageName, string? ImageId)> _told = new(StringComparer.Ordinal);

    /// <summary>The job itself, as it is piped: a skipped one, which has no id, is passed on.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public Job? InputObject { get; set; }

    /// <summary>The jobs' ids.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, HelpMessage = PromptHelp.JobIds)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(JobIdCompleter))]
    public string?[]? JobId { get; set; }

    /// <summary>The pool of a job that works on a pool. The service may show its sub-jobs only for a given pool.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(PoolIdCompleter))]
    public string? PoolId { get; set; }

    /// <summary>The name of the image that a piped capture makes, which the service does not tell: by it the image is found.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, DontShow = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? NewImageName { get; set; }

    /// <summary>The image that a piped job works with, which the service does not tell.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, DontShow = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? ImageId { get; set; }

    /// <summary>How long between two looks, in seconds. Without it 2 seconds that grow to 15.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    [NotEmpty(nameof(PollSec))]
    public int PollSec { get; set; }

    private protected override Task ProcessAsync()
    {
        if (InputObject is { Status: JobStatus.Skipped } skipped)
        {
            WriteObject(skipped);
            return Task.CompletedTask;
        }

        if (!IdInput.TryReadOptional(PoolId, nameof(PoolId), WriteError, out string? pool))
        {
            return Task.CompletedTask;
        }

        foreach (string id in IdInput.Read(JobId, nameof(JobId), WriteError))
        {
            var job = new JobReference(id, pool);
            _jobs.Add(job);
            Track(job);
            _told[id] = (NewImageName, ImageId);
        }

        return Task.CompletedTask;
    }

    private protected override void Describe(Job job)
    {
        var (newImageName, imageId) = _told[job.JobId!];
        job.ImageId = string.IsNullOrEmpty(imageId) ? null : imageId;
        job.NewImageName = string.IsNullOrEmpty(newImageName) || job.ImageId is not null ? null : newImageName;
    }

    private protected override Task CompleteAsync(Job job, SettleTime settle) =>
        job.NewImageName is { } name ? CompleteCaptureAsync(job, name, settle) : Task.CompletedTask;

    private protected override Task EndAsync() => WaitAsync(_jobs, PollSec == 0 ? null : TimeSpan.FromSeconds(PollSec));
}
