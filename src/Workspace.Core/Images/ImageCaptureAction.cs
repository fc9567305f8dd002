using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Workspace.Actions;
using Workspace.Desktops;
using Workspace.Jobs;

namespace Workspace.Images;

/// <summary>Makes images of desktops: checks the name, starts each capture once, waits for its job, and finds the image (POST /desktops/desktop-to-image).</summary>
/// <param name="client">The client.</param>
/// <param name="settings">How to start and to wait.</param>
/// <param name="observer">Confirms the captures, and is told how they go; null confirms all.</param>
public sealed class ImageCaptureAction(WorkspaceClient client, ActionSettings settings, IActionObserver? observer = null) : ServiceAction<ImageCapture>(client, settings, observer)
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>Completes a capture that has ended: waits until its desktop is idle and its image is there, and names the image.</summary>
    internal static async Task CompleteAsync(ActionRun run, Job job, string imageName, IReadOnlyCollection<string> knownIds, SettleTime settle)
    {
        if (job.DesktopId.FirstOrDefault() is { } desktop && !await run.Client.Desktops.WaitUntilIdleAsync(desktop, settle.Left, run.StopToken).ConfigureAwait(true))
        {
            run.Observer.Warn($"Job {job.JobId} has ended, but desktop {desktop} is still busy after {settle}. Look with: Get-WsDesktop -DesktopId {desktop}");
        }

        if (job.Status == JobStatus.Succeeded)
        {
            Image image = await run.Client.Images.WaitForAsync(imageName, knownIds, settle.Left, run.StopToken).ConfigureAwait(true)
                ?? throw new WorkspaceException(WorkspaceException.NotFound, $"Job {job.JobId} succeeded, but no image '{imageName}' appeared within {settle}. Look for it with: Get-WsImage -Name '{imageName}'.");
            job.ImageId = image.ImageId;
        }
    }

    private protected override async Task StartAsync(ImageCapture input) => await Run.TryAsync(input.DesktopId, () => CaptureAsync(input)).ConfigureAwait(true);

    private async Task CaptureAsync(ImageCapture capture)
    {
        capture.Validate();
        string name = capture.ImageName!;
        if (!_names.Add(name))
        {
            throw new ArgumentException($"ImageName '{name}' is used twice in one call: each image needs a name of its own, for example -ImageName {{ \"img-$($_.Name)\" }}.");
        }

        string[] known = [.. (await Run.Client.Images.FindPrivateAsync(name, Run.StopToken).ConfigureAwait(true)).Select(image => image.ImageId ?? "")];
        if (known.Length > 0)
        {
            throw new WorkspaceException(
                WorkspaceException.ImageNameExists,
                $"There is an image '{name}' already ({string.Join(", ", known)}), and the new one is found by its name afterwards: choose another name.");
        }

        Desktop desktop = await Run.Client.Desktops.GetAsync(capture.DesktopId!, Run.StopToken).ConfigureAwait(true);
        if (!Run.Observer.Confirm(new ActionConfirmation($"Make image '{name}'", [desktop]) { Loss = Loss(capture) }))
        {
            return;
        }

        var target = ActionTarget.ImageCapture(capture.DesktopId!, desktop.Name, token => Run.Client.Images.FindTraceAsync(name, known, token));
        string jobId = await Run.StartJobAsync(target, token => Run.Client.Images.CaptureAsync(capture, token)).ConfigureAwait(true);
        var job = Job.Started(jobId, Job.ImageCaptureType);
        void Describe(Job read) => (read.DesktopId, read.NewImageName) = ([capture.DesktopId!], name);
        Describe(job);
        await Run.AddAsync(new StartedJob(job, $"desktop {desktop.Name}")
        {
            Describe = Describe,
            CompleteAsync = (ended, settle) => CompleteAsync(Run, ended, name, known, settle),
        }).ConfigureAwait(true);
    }

    private static string Loss(ImageCapture capture) => capture.ClearData == true ? ": user data is deleted"
        : capture.ExecuteSysprep == false ? ""
        : ": Sysprep runs on it, which takes off what makes it this computer";
}
