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
    private readonly Dictionary<string, (HashSet<string> Seen, List<string> Ids)> _desktopsByPool = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _gathered = [];

    /// <summary>The pool's id: the whole pool, or with -DesktopId the pool that these desktops are in.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, HelpMessage = PromptHelp.PoolId)]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(PoolIdCompleter))]
    public string? PoolId { get; set; }

    /// <summary>Only these desktops of the pool. They are gathered into one request for each pool; of more than 100, which needs -Wait, one after the other.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(DesktopIdCompleter))]
    public string?[]? DesktopId { get; set; } = _noDesktops;

    /// <inheritdoc/>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageIdCompleter))]
    public override string? ImageId { get; set; }

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
            await PlanForAsync(pool, () => PlanAsync(pool, null)).ConfigureAwait(true);
        }
    }

    private protected override async Task EndAsync()
    {
        foreach (string pool in _gathered)
        {
            await PlanForAsync(pool, () => PlanAsync(pool, _desktopsByPool[pool].Ids)).ConfigureAwait(true);
        }

        await base.EndAsync().ConfigureAwait(true);
    }

    private protected override async Task<Job?> StartAsync(RebuildPlan plan)
    {
        // Its turn may have come hours after it was looked at.
        Pool pool = Wait ? await Client.Pools.GetAsync(plan.PoolId, StopToken).ConfigureAwait(true) : plan.Pool;
        if (ImageId is null && pool.ImageId != plan.Image.Id)
        {
            throw new ArgumentException($"Pool '{pool.Name}' ({pool.PoolId}) has got image {pool.ImageId} in place of {plan.Image.Id} meanwhile: nothing was sent. Run the command again.");
        }

        ActionTarget target = Client.Pools.RebuildTarget(pool, plan.Image.Id, plan.DesktopIds);
        if (IsBeingRebuilt(pool, plan.Image))
        {
            pool = await WaitForRebuildAsync(pool, plan.Image, target).ConfigureAwait(true);
            if (await SkipAsync(pool, plan.Image, plan.DesktopIds).ConfigureAwait(true))
            {
                return null;
            }
        }
        else if (Wait && await SkipAsync(pool, plan.Image, plan.DesktopIds).ConfigureAwait(true))
        {
            return null;
        }

        // A runbook that was ended and is run again goes on with the rebuild that it began.
        PoolRebuild rebuild = Rebuild(plan.Image.Id, plan.DesktopIds);
        string jobId = await StartJobAsync(
            target,
            token => Client.Pools.RebuildAsync(plan.PoolId, rebuild, token),
            _ => Wait).ConfigureAwait(true);
        Job job = Job.Started(jobId, Job.PoolRebuildType);
        job.PoolId = plan.PoolId;
        job.ImageId = plan.Image.Id;
        job.DesktopId = [.. plan.DesktopIds ?? []];
        _begun[jobId] = plan;
        return job;
    }

    private protected override void Describe(Job job) => job.ImageId = _begun[job.JobId!].Image.Id;

    private protected override async Task CompleteAsync(Job job, SettleTime settle)
    {
        RebuildPlan plan = _begun[job.JobId!];
        if (!await Client.Pools.WaitUntilSettledAsync(job.PoolId!, settle.Left, StopToken).ConfigureAwait(true))
        {
            WriteWarning($"Job {job.JobId} has ended, but pool {job.PoolId} or a desktop of it is still busy after {settle}. Look with: Get-WsPoolDesktop -PoolId {job.PoolId}");
        }

        if (job.Status == JobStatus.Succeeded
            && await Client.Pools.WaitUntilFollowedAsync(plan.PoolId, Rebuild(plan.Image.Id, plan.DesktopIds), plan.InUse, settle.Left, StopToken).ConfigureAwait(true) is { } left)
        {
            throw new WorkspaceException(
                WorkspaceException.LeftBehind,
                $"Job {job.JobId} succeeded, but in pool '{plan.Pool.Name}' ({plan.PoolId}) not everything has image {plan.Image.Id} after {settle}: {left}. Look with: Get-WsPoolDesktop -PoolId {plan.PoolId} -Inconsistent Image.");
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
            WriteError(new ArgumentException($"Desktop {Targets.Names(desktops)} comes without its pool. Pipe desktops from Get-WsPoolDesktop, or from Get-WsDesktop -IncludePool.").ToErrorRecord(desktops[0]));
            return;
        }

        if (!_desktopsByPool.TryGetValue(PoolId!, out (HashSet<string> Seen, List<string> Ids) pool))
        {
            pool = (new(StringComparer.OrdinalIgnoreCase), []);
            _desktopsByPool.Add(PoolId!, pool);
            _gathered.Add(PoolId!);
        }

        pool.Ids.AddRange(desktops.Where(pool.Seen.Add));
    }

    private async Task PlanAsync(string poolId, IReadOnlyList<string>? desktopIds)
    {
        if (ImageId is null && desktopIds is null && !Repair)
        {
            throw new ArgumentException($"Pool {poolId} needs an image to be rebuilt with: give -ImageId. Or give -Repair, which rebuilds the desktops that differ from their pool with its own image.");
        }

        await CheckImageAsync().ConfigureAwait(true);
        Pool pool = await Client.Pools.GetAsync(poolId, StopToken).ConfigureAwait(true);
        See(pool);
        RebuildImage image = ImageId is null ? RebuildImage.Of(pool) : Image;
        if (ImageId is not null && await SkipAsync(pool, image, desktopIds).ConfigureAwait(true))
        {
            return;
        }

        List<Desktop> all = await PoolSelection.ReadAsync(Client, poolId, StopToken).ConfigureAwait(true);
        List<Desktop> meant = PoolSelection.Choose(poolId, all, desktopIds);
        if (ImageId is null || Repair)
        {
            HashSet<string?> differing = await PoolSelection.FindDifferingAsync(Client, poolId, StopToken).ConfigureAwait(true);
            ILookup<bool, Desktop> differs = meant.ToLookup(desktop => differing.Contains(desktop.DesktopId));
            meant = [.. differs[true]];
            if (ImageId is null && desktopIds is not null)
            {
                SkipFollowing(pool, [.. differs[false]]);
            }
        }

        if (ImageId is null && meant.Count == 0)
        {
            if (desktopIds is null)
            {
                WriteSkipped(pool, image);
            }

            return;
        }

        if (desktopIds is not null && meant.Count > PoolRebuild.MaxDesktops && !Wait)
        {
            int jobs = (meant.Count + PoolRebuild.MaxDesktops - 1) / PoolRebuild.MaxDesktops;
            throw new ArgumentException($"{meant.Count} desktops of pool '{pool.Name}' ({poolId}) need {jobs} jobs of up to {PoolRebuild.MaxDesktops} desktops, and each starts when the one before has ended: give -Wait. A whole pool is one job: pipe the pool, or give -Repair for all desktops that differ from it.");
        }

        string change = PoolImageChange.Describe(pool, image, PoolSelection.NotReached(all, meant, HandleType));
        if (Approve(Targets.Describe(pool, meant, isWhole: desktopIds is null && !Repair), $"Rebuild with {image}", Loss + change))
        {
            string[]? ids = desktopIds is null ? null : [.. meant.Select(desktop => desktop.DesktopId!)];
            await TakeAsync(new RebuildPlan(pool, image, ids, [.. meant.Where(Targets.IsConnected).Select(d => d.DesktopId!)])).ConfigureAwait(true);
        }
    }

    private bool IsBeingRebuilt(Pool pool, RebuildImage image) =>
        !Force && pool.ImageId == image.Id && pool.IsTemporary();

    // The job that makes it so may show only some moments later. Until then nobody must start another.
    private async Task<Pool> WaitForRebuildAsync(Pool pool, RebuildImage image, ActionTarget target)
    {
        bool isListed = await Client.Jobs.WaitUntilListedAsync(
            target,
            async token => IsBeingRebuilt(pool = await Client.Pools.GetAsync(target.PoolId!, token).ConfigureAwait(true), image),
            StopToken).ConfigureAwait(true);
        return isListed ? pool : throw new WorkspaceException(
            WorkspaceException.ResourceBusy,
            $"Pool '{pool.Name}' ({target.PoolId}) is TEMPORARY and has image {image.Id}: it is being rebuilt with that, although no job of it is listed. Run the command again when Get-WsPool -PoolId {target.PoolId} says STEADY, or use -Force.");
    }

    private async Task<bool> SkipAsync(Pool pool, RebuildImage image, IReadOnlyList<string>? desktopIds)
    {
        if (desktopIds is not null || Force || !await IsDoneAsync(pool, image).ConfigureAwait(true))
        {
            return false;
        }

        WriteSkipped(pool, image);
        return true;
    }

    private void WriteSkipped(Pool pool, RebuildImage image)
    {
        Job skipped = Skipped(Job.PoolRebuildType, $"Pool {pool.Name} has this image already, and no desktop differs from it.", image.Id, Repair ? nameof(ImageId) : nameof(Force));
        skipped.PoolId = pool.PoolId;
        WriteObject(skipped);
    }

    private async Task<bool> IsDoneAsync(Pool pool, RebuildImage image)
    {
        if (pool.ImageId != image.Id || !string.Equals(pool.Status, "STEADY", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        await foreach (Desktop _ in Client.Pools.ListDesktops(pool.PoolId!, Inconsistency.Image).WithCancellation(StopToken).ConfigureAwait(true))
        {
            return false;
        }

        return true;
    }

    private void SkipFollowing(Pool pool, IReadOnlyList<Desktop> desktops)
    {
        if (desktops.Count > 0)
        {
            string who = desktops.Count == 1 ? $"Desktop {desktops[0].Name} has" : $"{desktops.Count} desktops have";
            Job skipped = Skipped(Job.PoolRebuildType, $"{who} the image of pool {pool.Name} already.", pool.ImageId, nameof(ImageId));
            skipped.PoolId = pool.PoolId;
            skipped.DesktopId = [.. desktops.Select(desktop => desktop.DesktopId!)];
            WriteObject(skipped);
        }
    }

    // The pool's own image is not known yet; whatever it is, it fits.
    private protected override void Validate() => Rebuild(ImageId ?? "own", null).Validate();

    private PoolRebuild Rebuild(string imageId, IReadOnlyList<string>? desktopIds) => new()
    {
        ImageType = ImageType,
        ImageId = imageId,
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
