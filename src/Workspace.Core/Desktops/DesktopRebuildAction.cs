using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Workspace.Actions;
using Workspace.Jobs;
using Workspace.Pools;

namespace Workspace.Desktops;

/// <summary>
/// Rebuilds single desktops: checks the image, skips what has it, starts a job for each 100 desktops once, and waits until the desktops are idle
/// (POST /desktops/rebuild). An input is the ids of some desktops.
/// </summary>
public sealed class DesktopRebuildAction : ServiceAction<IReadOnlyList<string>>
{
    private readonly DesktopRebuild _rebuild;
    private readonly RebuildImage _image;
    private readonly DesktopBatches _batches;
    private readonly List<Desktop> _skipped = [];
    private JobSnapshot? _jobs;

    /// <summary>Prepares the action.</summary>
    /// <param name="client">The client.</param>
    /// <param name="rebuild">How to rebuild; its DesktopIds are not used, and its ImageType may be null where the list of images shows it.</param>
    /// <param name="settings">How to start and to wait.</param>
    /// <param name="observer">Confirms the rebuilds, and is told how they go; null confirms all.</param>
    /// <exception cref="ArgumentException">A value is missing or out of its limit; the message names both.</exception>
    public DesktopRebuildAction(WorkspaceClient client, DesktopRebuild rebuild, ActionSettings settings, IActionObserver? observer = null)
        : base(client, settings, observer)
    {
        rebuild.Validate();
        _rebuild = rebuild;
        _image = new RebuildImage(rebuild.ImageId!, rebuild.ImageType, rebuild.OSType);
        _batches = new DesktopBatches(Run, desktop => Task.FromResult(IsSelected(desktop)), RebuildAsync);
    }

    private protected override Task DrainAsync() => _batches.DrainAsync();

    private protected override async Task StartAsync(IReadOnlyList<string> input) => await Run.TryAsync(input, () => AddIdsAsync(input)).ConfigureAwait(true);

    private protected override async Task FinishAsync()
    {
        await _batches.CompleteAsync().ConfigureAwait(true);
        await ReturnSkippedAsync().ConfigureAwait(true);
        await base.FinishAsync().ConfigureAwait(true);
    }

    private async Task AddIdsAsync(IReadOnlyList<string> ids)
    {
        if (await _image.CheckAsync(Run.Client, Run.Settings.Force ? Run.Observer.Warn : null, Run.StopToken).ConfigureAwait(true) is { } wrong)
        {
            throw new ActionEndedException(wrong, _image.Id);
        }

        if (_image.Type is null)
        {
            throw new ArgumentException($"The type of image {_image.Id} is needed, and {(_image.IsMissing ? "it is not in the list of images" : "this identity may not list images")}: give -ImageType.");
        }

        foreach (string id in ids)
        {
            await _batches.AddAsync(id).ConfigureAwait(true);
        }
    }

    // As with pools, what has the image already is left alone: run again, the action goes on where it stood.
    private bool IsSelected(Desktop desktop)
    {
        if (desktop.ImageId == _image.Id && desktop.IsIdle() && !Run.Settings.Force)
        {
            _skipped.Add(desktop);
            return false;
        }

        return Run.Observer.Confirm(new ActionConfirmation($"Rebuild with {_image}", [desktop]) { Loss = RebuildTexts.Loss(_rebuild.HandleType) });
    }

    private async Task RebuildAsync(IReadOnlyList<Desktop> desktops)
    {
        string[] ids = [.. desktops.Select(desktop => desktop.DesktopId!)];
        await Run.TryAsync(ids, async () =>
        {
            _jobs = await Run.Client.Jobs.ReadSnapshotAsync(Job.DesktopRebuildType, _jobs, Run.StopToken).ConfigureAwait(true);
            await Run.StartBatchAsync(
                desktops,
                Job.DesktopRebuildType,
                part => Target(desktops, part),
                (part, token) => Run.Client.Desktops.RebuildAsync(_rebuild.For(part, _image.Type), token),
                Complete).ConfigureAwait(true);
        }).ConfigureAwait(true);
    }

    private void Complete(StartedJob started)
    {
        Action<Job> describe = started.Describe;
        started.Describe = job =>
        {
            describe(job);
            job.ImageId = _image.Id;
        };
        started.CompleteAsync = WaitUntilIdleAsync;
    }

    private async Task WaitUntilIdleAsync(Job job, SettleTime settle)
    {
        if (!await Run.Client.Desktops.WaitUntilIdleAsync(job.DesktopId, settle.Left, Run.StopToken).ConfigureAwait(true))
        {
            Run.Observer.Warn($"Job {job.JobId} has ended, but a desktop of it is still busy after {settle}. Look with: Get-WsDesktop -DesktopId {string.Join(",", job.DesktopId.Take(10))}");
        }
    }

    private ActionTarget Target(IReadOnlyList<Desktop> desktops, IReadOnlyList<string> part)
    {
        var change = DesktopChange.Rebuild(_image.Id, desktops.Where(desktop => part.Contains(desktop.DesktopId)));
        return ActionTarget.DesktopRebuild(part, _jobs, token => Run.Client.Desktops.FindTraceAsync(change, token));
    }

    private async Task ReturnSkippedAsync()
    {
        if (_skipped.Count > 0)
        {
            string who = _skipped.Count == 1 ? $"Desktop {_skipped[0].Name} has" : $"{_skipped.Count} desktops have";
            Job skipped = RebuildTexts.Skipped(Job.DesktopRebuildType, $"{who} this image already.", _image.Id);
            skipped.DesktopId = [.. _skipped.Select(desktop => desktop.DesktopId!)];
            await Run.ReturnAsync(skipped).ConfigureAwait(true);
        }
    }
}
