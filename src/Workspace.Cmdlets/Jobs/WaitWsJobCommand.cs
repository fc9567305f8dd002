using System;
using System.Management.Automation;
using System.Threading.Tasks;
using Workspace.Commands.Infrastructure;
using Workspace.Commands.Infrastructure.Completion;
using Workspace.Jobs;

namespace Workspace.Commands;

/// <summary>Waits for jobs, and writes each when it has ended. A failed job is an error and the job.</summary>
[Cmdlet(VerbsLifecycle.Wait, "WsJob")]
[OutputType(typeof(Job))]
public sealed class WaitWsJobCommand : WorkspaceCmdletBase
{
    private ActionOutput? _output;
    private JobWaitAction? _action;

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

    /// <summary>How long to wait in all, in seconds: two hours.</summary>
    [Parameter]
    [ValidateRange(1, 604_800)]
    [NotEmpty(nameof(TimeoutSec))]
    public int TimeoutSec { get; set; } = 7200;

    private ActionOutput Output => _output ??= new(this, confirm: _ => true);

    private JobWaitAction Action => _action ??= new(
        Client,
        new() { Timeout = TimeSpan.FromSeconds(TimeoutSec), PollInterval = PollSec == 0 ? null : TimeSpan.FromSeconds(PollSec) },
        Output);

    private protected override async Task ProcessAsync()
    {
        if (InputObject is { Status: JobStatus.Skipped } skipped)
        {
            WriteObject(skipped);
            return;
        }

        if (!IdValidator.TryReadOptional(PoolId, nameof(PoolId), WriteError, out string? pool))
        {
            return;
        }

        string? imageId = string.IsNullOrEmpty(ImageId) ? null : ImageId;
        foreach (string id in IdValidator.Read(JobId, nameof(JobId), WriteError))
        {
            var job = new AwaitedJob(new JobReference(id, pool))
            {
                ImageId = imageId,
                NewImageName = string.IsNullOrEmpty(NewImageName) || imageId is not null ? null : NewImageName,
            };
            await Output.WriteAsync(Action.AddAsync(job)).ConfigureAwait(true);
        }
    }

    private protected override Task EndAsync() => Output.WriteAsync(Action.CompleteAsync());

    private protected override async Task DrainAsync()
    {
        await base.DrainAsync().ConfigureAwait(true);
        if (_action is not null)
        {
            await _action.DisposeAsync().ConfigureAwait(true);
        }

        _output?.ReportUnwritten();
    }
}
