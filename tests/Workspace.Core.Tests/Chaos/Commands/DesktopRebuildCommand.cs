using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Desktops;
using Workspace.Emulator;
using Workspace.Jobs;

namespace Workspace.Tests.Chaos.Commands;

/// <summary>Invoke-WsDesktopRebuild for some desktops, in one batch.</summary>
internal sealed class DesktopRebuildCommand(int number, CommandSettings settings, EmulatedTenant tenant, IReadOnlyList<string> desktopIds, DesktopRebuild rebuild)
    : ActionCommand(number, settings, desktopIds)
{
    public override string Type => Job.DesktopRebuildType;

    public override string ToString() => $"Invoke-WsDesktopRebuild {string.Join(", ", Targets)} with {rebuild.ImageId} {rebuild.HandleType} {Settings}";

    private protected override Task DoAsync(WorkspaceClient client, CancellationToken stop) =>
        RunAsync(new DesktopRebuildAction(client, rebuild, ActionSettings, Report), [Targets], stop);

    private protected override bool IsDone(string target) =>
        tenant.Desktops.Any(desktop => desktop.DesktopId == target && desktop.ImageId == rebuild.ImageId && desktop.TaskStatus.Length == 0);
}
