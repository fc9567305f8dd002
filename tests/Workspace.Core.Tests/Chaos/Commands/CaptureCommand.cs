using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Images;
using Workspace.Jobs;

namespace Workspace.Tests.Chaos.Commands;

/// <summary>New-WsDesktopImage for one or several desktops.</summary>
internal sealed class CaptureCommand(int number, CommandSettings settings, IReadOnlyList<string> desktopIds, string imageName) : ActionCommand(number, settings, desktopIds)
{
    public override string Type => Job.ImageCaptureType;

    public override string ToString() => $"New-WsDesktopImage {imageName} of {string.Join(", ", Targets)} {Settings}";

    private protected override Task DoAsync(WorkspaceClient client, CancellationToken stop) => RunAsync(
        new ImageCaptureAction(client, ActionSettings, Report),
        Targets.Select(id => new ImageCapture { DesktopId = id, ImageName = $"{imageName}-{id}" }),
        stop);

    private protected override bool IsDone(string target) => false;
}
