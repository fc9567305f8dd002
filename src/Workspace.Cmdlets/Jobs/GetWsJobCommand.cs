using System;
using System.Management.Automation;
using System.Threading.Tasks;
using Workspace.Commands.Infrastructure;
using Workspace.Commands.Infrastructure.Completion;
using Workspace.Jobs;

namespace Workspace.Commands;

/// <summary>Gets jobs with their sub-jobs (GET /workspace-jobs/{job_id}, /workspace-sub-jobs).</summary>
[Cmdlet(VerbsCommon.Get, "WsJob", DefaultParameterSetName = FilterSet)]
[OutputType(typeof(Job))]
public sealed class GetWsJobCommand : WorkspaceCmdletBase
{
    // The default takes nothing from the pipeline: PowerShell tries it first, and would bind only the PoolId of a job.
    private const string FilterSet = "Filter";
    private const string PoolSet = "Pool";
    private const string IdSet = "Id";
    private const string Hidden = "The service keeps the jobs of pools out of this list. For those: Get-WsPool | Get-WsJob";

    /// <summary>The jobs' ids.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = IdSet, ValueFromPipelineByPropertyName = true, HelpMessage = PromptHelp.JobIds)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(JobIdCompleter))]
    public string?[]? JobId { get; set; }

    /// <summary>The pool of the job, or of the jobs to list. The service may show the sub-jobs of pools only for a given pool.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PoolSet, ValueFromPipelineByPropertyName = true, HelpMessage = PromptHelp.PoolId)]
    [Parameter(ParameterSetName = IdSet, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(PoolIdCompleter))]
    public string? PoolId { get; set; }

    /// <summary>Jobs of this type, in the service's spelling, such as desktopToImage or rebuildDesktopPool.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [Parameter(ParameterSetName = PoolSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(JobTypeCompleter))]
    public string? Type { get; set; }

    /// <summary>Jobs of this status.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [Parameter(ParameterSetName = PoolSet)]
    [ValidateSet(JobStatus.Waiting, JobStatus.Running, JobStatus.Succeeded, JobStatus.PartlyFailed, JobStatus.Failed)]
    public string? Status { get; set; }

    private protected override async Task ProcessAsync()
    {
        if (ParameterSetName != IdSet)
        {
            string? pool = null;
            if (ParameterSetName == FilterSet || (pool = IdValidator.ReadOne(PoolId, nameof(PoolId), WriteError)) is not null)
            {
                await TryAsync(pool, () => ListAsync(pool)).ConfigureAwait(true);
            }

            return;
        }

        if (!IdValidator.TryReadOptional(PoolId, nameof(PoolId), WriteError, out string? jobPool))
        {
            return;
        }

        foreach (string id in IdValidator.Read(JobId, nameof(JobId), WriteError))
        {
            var reference = new JobReference(id, jobPool);
            await TryAsync(id, () => WriteByIdAsync(reference)).ConfigureAwait(true);
        }
    }

    private async Task WriteByIdAsync(JobReference reference)
    {
        Job job = await Client.Jobs.GetAsync(reference, StopToken).ConfigureAwait(true);
        WarnOfHidden(job);
        WriteObject(job);
    }

    private async Task ListAsync(string? poolId)
    {
        bool any = false;
        await foreach (Job job in Client.Jobs.ListAsync(new JobFilter { PoolId = poolId, Type = Type }, StopToken).ConfigureAwait(true))
        {
            any = true;
            if (Status is null || string.Equals(job.Status, Status, StringComparison.OrdinalIgnoreCase))
            {
                WriteObject(job);
            }
        }

        if (poolId is not null)
        {
            if (!any)
            {
                await CheckPoolAsync(poolId).ConfigureAwait(true);
            }
        }
        else if (!any || Type?.IndexOf("Pool", StringComparison.OrdinalIgnoreCase) >= 0)
        {
            WriteWarning(Hidden);
        }
        else
        {
            WriteVerbose(Hidden);
        }
    }
}
