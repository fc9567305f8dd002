using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Workspace.Commands.Shell;
using Workspace.Commands.Shell.Completion;
using Workspace.Desktops;
using Workspace.Jobs;

namespace Workspace.Commands;

/// <summary>Rebuilds the system disks of single desktops with an image (POST /desktops/rebuild), up to 100 in one job.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "WsDesktopRebuild", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Job))]
public sealed class InvokeWsDesktopRebuildCommand : RebuildCommand
{
    private readonly DesktopQueue _queue;
    private readonly List<Desktop> _skipped = [];
    private JobSnapshot? _jobs;

    /// <summary>Makes the cmdlet.</summary>
    public InvokeWsDesktopRebuildCommand() => _queue = QueueDesktops(IsMeant, RebuildAsync);

    /// <summary>The desktops' ids. In a pool or not: a pool keeps its own image.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, HelpMessage = PromptHelp.DesktopIds)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(DesktopIdCompleter))]
    public string?[]? DesktopId { get; set; }

    /// <inheritdoc/>
    [Parameter(Mandatory = true, HelpMessage = "The id of the image to rebuild with: Get-WsImage shows it, and the job of New-WsDesktopImage -Wait has it.")]
    [ArgumentCompleter(typeof(ImageIdCompleter))]
    public override string? ImageId { get; set; }

    /// <summary>The id of the enterprise project.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? EnterpriseProjectId { get; set; }

    private protected override void Validate() => Rebuild([]).Validate();

    private protected override async Task ProcessAsync()
    {
        string[] ids = [.. IdInput.Read(DesktopId, nameof(DesktopId), WriteError)];
        if (ids.Length > 0)
        {
            await ForAsync(ids, () => TakeAsync(ids)).ConfigureAwait(true);
        }
    }

    private protected override async Task EndAsync()
    {
        await _queue.CompleteAsync().ConfigureAwait(true);
        WriteSkipped();
        await base.EndAsync().ConfigureAwait(true);
    }

    private protected override async Task DrainAsync()
    {
        await base.DrainAsync().ConfigureAwait(true);
        await _queue.DrainAsync().ConfigureAwait(true);
    }

    private protected override void Describe(Job job)
    {
        job.ImageId = ImageId;
        job.DesktopId = StartedAs(job).DesktopId;
    }

    private protected override async Task CompleteAsync(Job job, SettleTime settle)
    {
        if (!await Client.Desktops.WaitUntilIdleAsync(job.DesktopId, settle.Left, StopToken).ConfigureAwait(true))
        {
            WriteWarning($"Job {job.JobId} has ended, but a desktop of it is still busy after {settle}. Look with: Get-WsDesktop -DesktopId {string.Join(",", job.DesktopId.Take(10))}");
        }
    }

    private async Task TakeAsync(string[] ids)
    {
        await CheckImageAsync().ConfigureAwait(true);
        if (Image.Type is null)
        {
            throw new ArgumentException($"The type of image {ImageId} is needed, and {(Image.IsMissing ? "it is not in the list of images" : "this identity may not list images")}: give -ImageType.");
        }

        await _queue.AddAsync(ids).ConfigureAwait(true);
    }

    // As with pools, what has the image already is left alone: run again, the command goes on where it stood.
    private bool IsMeant(Desktop desktop)
    {
        if (desktop.ImageId == ImageId && string.IsNullOrEmpty(desktop.TaskStatus) && !Force)
        {
            _skipped.Add(desktop);
            return false;
        }

        return Approve(Targets.Describe(desktop), $"Rebuild with {Image}", Loss);
    }

    private async Task RebuildAsync(IReadOnlyList<Desktop> desktops)
    {
        string[] ids = [.. desktops.Select(desktop => desktop.DesktopId!)];
        await ForAsync(ids, async () =>
        {
            _jobs = await Client.Jobs.ReadSnapshotAsync(Job.DesktopRebuildType, _jobs, StopToken).ConfigureAwait(true);
            await StartBatchAsync(
                desktops,
                Job.DesktopRebuildType,
                part => Target(desktops, part),
                (part, token) => Client.Desktops.RebuildAsync(Rebuild(part), token),
                job => job.ImageId = ImageId).ConfigureAwait(true);
        }).ConfigureAwait(true);
    }

    private ActionTarget Target(IReadOnlyList<Desktop> desktops, IReadOnlyList<string> part)
    {
        var change = DesktopChange.Rebuild(ImageId!, desktops.Where(desktop => part.Contains(desktop.DesktopId)));
        return ActionTarget.DesktopRebuild(part, _jobs, token => Client.Desktops.FindTraceAsync(change, token));
    }

    private void WriteSkipped()
    {
        if (_skipped.Count > 0)
        {
            string who = _skipped.Count == 1 ? $"Desktop {_skipped[0].Name} has" : $"{_skipped.Count} desktops have";
            Job skipped = Skipped(Job.DesktopRebuildType, $"{who} this image already.", ImageId);
            skipped.DesktopId = [.. _skipped.Select(desktop => desktop.DesktopId!)];
            WriteObject(skipped);
        }
    }

    private DesktopRebuild Rebuild(IReadOnlyList<string> desktopIds) => new()
    {
        DesktopIds = desktopIds,
        ImageType = Image.Type,
        ImageId = ImageId,
        OSType = OSType,
        DelayMinutes = DelayMinutes,
        Message = Message,
        OrderId = OrderId,
        EnterpriseProjectId = EnterpriseProjectId,
        HandleType = HandleType,
        EncryptType = EncryptType,
        KmsKeyId = KmsKeyId,
    };
}
