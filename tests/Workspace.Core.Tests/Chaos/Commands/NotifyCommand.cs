using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Emulator;
using Workspace.Emulator.Desktops;
using Workspace.Users;

namespace Workspace.Tests.Chaos.Commands;

/// <summary>Send-WsNotification to some desktops or pools.</summary>
internal sealed class NotifyCommand(int number, CommandSettings settings, EmulatedTenant tenant, IReadOnlyList<string> targets, bool ofPools)
    : FleetCommand(number, settings, tenant, targets, ofPools)
{
    public override bool IsExclusive => false;

    // The emulator's name for it; the service documents none.
    public override string Type => "sendNotifications";

    public override string ToString() => $"Send-WsNotification {(OfPools ? "pools " : "")}{string.Join(", ", Targets)} {Settings}";

    private protected override Task DoAsync(WorkspaceClient client, CancellationToken stop) =>
        RunAsync(new NotificationAction(client, "Save your work.", ActionSettings, Report), Fleet, stop);

    private protected override bool IsDone(EmulatedDesktop desktop) => false;
}
