using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Workspace.Commands.Shell;
using Workspace.Commands.Shell.Completion;
using Workspace.Desktops;
using Workspace.Jobs;
using Workspace.Pools;

namespace Workspace.Commands;

/// <summary>Rebuilds the system disks of a pool's desktops with an image (POST /desktop-pools/{pool_id}/rebuild).</summary>
// One parameter set: with one for pools as the default, PowerShell binds only the PoolId of a piped desktop, and the whole pool is rebuilt.
[Cmdlet(VerbsLifecycle.Invoke, "WsPoolRebuild", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Job))]
public sealed class InvokeWsPoolRebuildCommand : RolloutCommand
{
    // What the parameters hold where an object did not give them. PowerShell restores this for each object, while
    // BoundParameters remembers what the objects before it had.
    private static readonly string?[] _noDesktops = [];
    private static readonly string _noJob = new(' ', 1);

    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RebuildPlan> _begun = new(StringComparer.Ordinal);
    private readonly List<KeyValuePair<string, List<string>>> _desktopsByPool = [];

    /// <summary>The pool's id: the whole pool, or with -DesktopId the pool that these desktops are in.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, HelpMessage = PromptHelp.PoolId)]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(PoolIdCompleter))]
    public string? PoolId { get; set; }

    /// <summary>Only these desktops of the pool. They are gathered into one request for each pool.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(DesktopIdCompleter))]
    public string?[]? DesktopId { get; set; } = _noDesktops;

    /// <summary>The id of a piped job: it tells a job from a pool, so that a job never rebuilds what it worked on.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, DontShow = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? JobId { get; set; } = _noJob;

    /// <summary>Only desktops whose image differs from the pool's.</summary>
    [Parameter]
    public SwitchParameter Repair { get; set; }

    private protected override async Task ProcessAsync()
    {
        if (!ReferenceEquals(JobId, _noJob))
        {
            WriteError(new ArgumentException($"Job {JobId} is not a pool, and a job is never rebuilt. Pipe pools (Get-WsPool) or desktops (Get-WsPoolDesktop).").ToErrorRecord(JobId));
        }
        else if (!ReferenceEquals(DesktopId, _noDesktops))
        {
            Gather();
        }
        else if (IdInput.ReadOne(PoolId, nameof(PoolId), WriteError) is { } pool && _ids.Add(pool))
        {
            await ForAsync(pool, () => PlanAsync(pool, null)).ConfigureAwait(true);
        }
    }

    private protected override async Task EndAsync()
    {
        foreach (var pool in _desktopsByPool)
        {
            await ForAsync(pool.Key, () => PlanAsync(pool.Key, pool.Value)).ConfigureAwait(true);
        }

        await base.EndAsync().ConfigureAwait(true);
    }

    private protected override async Task<Job?> StartAsync(RebuildPlan plan)
    {
        // Its turn may have come hours after it was looked at.
        Pool pool = Wait ? await Client.Pools.GetAsync(plan.PoolId, StopToken).ConfigureAwait(true) : plan.Pool;
        if (Wait && await SkipAsync(pool, plan.DesktopIds).ConfigureAwait(true))
        {
            return null;
        }

        // A runbook that was ended and is run again goes on with the rebuild that it began.
        ActionOptions options = Options;
        options.IsSame = _ => Wait;
        PoolRebuild rebuild = Rebuild(plan.DesktopIds);
        string jobId = await Client.Jobs.StartAsync(
            Client.Pools.RebuildTarget(pool, ImageId!, plan.DesktopIds),
            token => Client.Pools.RebuildAsync(plan.PoolId, rebuild, token),
            options,
            StopToken).ConfigureAwait(true);
        Job job = Job.Started(jobId, Job.PoolRebuildType);
        job.PoolId = plan.PoolId;
        job.ImageId = ImageId;
        job.DesktopId = [.. plan.DesktopIds ?? []];
        _begun[jobId] = plan;
        return job;
    }

    private protected override async Task CompleteAsync(Job job)
    {
        job.ImageId = ImageId;
        if (!await Client.Pools.WaitUntilSettledAsync(job.PoolId!, SettleTime, StopToken).ConfigureAwait(true))
        {
            WriteWarning($"Job {job.JobId} has ended, but pool {job.PoolId} or a desktop of it is still busy after {SettleTime.TotalSeconds:0} seconds. Look with: Get-WsPoolDesktop -PoolId {job.PoolId}");
        }

        RebuildPlan plan = _begun[job.JobId!];
        if (job.Status == JobStatus.Succeeded
            && await Client.Pools.WaitUntilFollowedAsync(plan.PoolId, Rebuild(plan.DesktopIds), plan.InUse, SettleTime, StopToken).ConfigureAwait(true) is { } left)
        {
            throw new WorkspaceException(
                WorkspaceException.LeftBehind,
                $"Job {job.JobId} succeeded, but in pool '{plan.Pool.Name}' ({plan.PoolId}) not everything has image {ImageId} after {SettleTime.TotalSeconds:0} seconds: {left}. Look with: Get-WsPoolDesktop -PoolId {plan.PoolId} -Inconsistent Image.");
        }
    }

    private void Gather()
    {
        string[] desktops = [.. IdInput.Read(DesktopId, nameof(DesktopId), WriteError)];
        if (desktops.Length == 0)
        {
            return;
        }

        if (string.IsNullOrWhiteSpace(PoolId))
        {
            WriteError(new ArgumentException($"Desktop {string.Join(", ", desktops)} comes without its pool. Pipe desktops from Get-WsPoolDesktop, or from Get-WsDesktop -IncludePool.").ToErrorRecord(desktops[0]));
            return;
        }

        int index = _desktopsByPool.FindIndex(pool => pool.Key == PoolId);
        if (index < 0)
        {
            index = _desktopsByPool.Count;
            _desktopsByPool.Add(new(PoolId!, []));
        }

        _desktopsByPool[index].Value.AddRange(desktops.Except(_desktopsByPool[index].Value));
    }

    private async Task PlanAsync(string poolId, IReadOnlyList<string>? desktopIds)
    {
        await CheckImageAsync().ConfigureAwait(true);
        Pool pool = await Client.Pools.GetAsync(poolId, StopToken).ConfigureAwait(true);
        See(pool);
        if (await SkipAsync(pool, desktopIds).ConfigureAwait(true))
        {
            return;
        }

        List<Desktop> desktops = await ReadDesktopsAsync(poolId, desktopIds).ConfigureAwait(true);
        if (Approve(Targets.Describe(pool, desktops, desktopIds is null), $"Rebuild with {Image}", Loss))
        {
            await TakeAsync(new RebuildPlan(pool, desktopIds, [.. desktops.Where(Targets.IsInUse).Select(d => d.DesktopId!)])).ConfigureAwait(true);
        }
    }

    private async Task<bool> SkipAsync(Pool pool, IReadOnlyList<string>? desktopIds)
    {
        if (desktopIds is not null || Force || !await IsDoneAsync(pool).ConfigureAwait(true))
        {
            return false;
        }

        Job skipped = Skipped(Job.PoolRebuildType, $"Pool {pool.Name} has this image already, and no desktop differs from it.");
        skipped.PoolId = pool.PoolId;
        WriteObject(skipped);
        return true;
    }

    private async Task<bool> IsDoneAsync(Pool pool)
    {
        if (pool.ImageId != ImageId || !string.Equals(pool.Status, "STEADY", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        await foreach (Desktop _ in Client.Pools.ListDesktops(pool.PoolId!, Inconsistency.Image).WithCancellation(StopToken).ConfigureAwait(true))
        {
            return false;
        }

        return true;
    }

    private async Task<List<Desktop>> ReadDesktopsAsync(string poolId, IReadOnlyList<string>? desktopIds)
    {
        List<Desktop> desktops = [];
        var filter = new DesktopFilter { PoolIds = [poolId] };
        await foreach (Desktop desktop in Client.Desktops.List(filter).WithCancellation(StopToken).ConfigureAwait(true))
        {
            desktops.Add(desktop);
        }

        if (desktopIds is null)
        {
            return desktops;
        }

        string[] strangers = [.. desktopIds.Except(desktops.Select(d => d.DesktopId!))];
        return strangers.Length == 0
            ? [.. desktops.Where(d => desktopIds.Contains(d.DesktopId!))]
            : throw new ArgumentException($"Pool {poolId} has no desktop {string.Join(", ", strangers)}.");
    }

    private protected override void Validate() => Rebuild(null).Validate();

    private PoolRebuild Rebuild(IReadOnlyList<string>? desktopIds) => new()
    {
        ImageType = ImageType,
        ImageId = ImageId,
        OSType = OSType,
        DelayMinutes = DelayMinutes,
        Message = Message,
        OrderId = OrderId,
        Repair = MyInvocation.BoundParameters.ContainsKey(nameof(Repair)) ? Repair.ToBool() : null,
        HandleType = HandleType,
        DesktopIds = desktopIds,
        EncryptType = EncryptType,
        KmsKeyId = KmsKeyId,
    };
}
