using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Desktops;
using Workspace.Images;
using Workspace.Jobs;

namespace Workspace.Tests.Chaos.Commands;

/// <summary>New-WsDesktopImage for one or several desktops.</summary>
internal sealed class CaptureCommand(int number, CommandSettings settings, IReadOnlyList<string> desktopIds, string imageName) : ActionCommand(number, settings)
{
    private readonly Dictionary<string, (string Name, string[] KnownIds)> _captures = [];

    public override string Type => Job.ImageCaptureType;

    public override int Targets => desktopIds.Count;

    /// <summary>The images that were told, by their job.</summary>
    public Dictionary<string, (string Name, string ImageId)> Images { get; } = [];

    /// <summary>The image's name: one for each desktop.</summary>
    public string NameFor(string desktopId) => $"{imageName}-{desktopId}";

    public override string ToString() => $"New-WsDesktopImage {imageName} of {string.Join(", ", desktopIds)} {Settings}";

    private protected override async Task StartAsync(WorkspaceClient client, CancellationToken stop)
    {
        foreach (string id in desktopIds)
        {
            await ForAsync([id], () => StartAsync(client, id, stop));
        }
    }

    private protected override async Task CompleteAsync(WorkspaceClient client, Job job, CancellationToken stop)
    {
        var (name, knownIds) = _captures[job.JobId!];
        string desktop = Report.Started.First(s => s.Reference.JobId == job.JobId).DesktopIds[0];
        if (!await client.Desktops.WaitUntilIdleAsync(desktop, SettleTime, stop))
        {
            Report.Warnings.Add($"Desktop {desktop} is still busy.");
        }

        if (job.Status == JobStatus.Succeeded)
        {
            Image image = await client.Images.WaitForAsync(name, knownIds, SettleTime, stop)
                ?? throw new WorkspaceException(WorkspaceException.NotFound, $"Job {job.JobId} succeeded, but no image '{name}' appeared.");
            Images[job.JobId!] = (name, image.ImageId!);
        }
    }

    private async Task StartAsync(WorkspaceClient client, string id, CancellationToken stop)
    {
        var capture = new ImageCapture { DesktopId = id, ImageName = NameFor(id) };
        string[] known = [.. (await client.Images.FindPrivateAsync(capture.ImageName, stop)).Select(image => image.ImageId ?? "")];
        if (known.Length > 0)
        {
            throw new ArgumentException($"There is an image '{capture.ImageName}' already.");
        }

        Desktop desktop = await client.Desktops.GetAsync(id, stop);
        string jobId = await client.Jobs.StartAsync(
            ActionTarget.ImageCapture(id, desktop.Name, token => client.Images.FindTraceAsync(capture.ImageName, known, token)),
            token => client.Images.CaptureAsync(capture, token),
            Options,
            stop);
        _captures[jobId] = (capture.ImageName, known);
        Add(jobId, null, [id]);
    }
}
