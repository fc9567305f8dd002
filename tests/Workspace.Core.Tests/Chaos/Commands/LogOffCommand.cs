using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Emulator;
using Workspace.Emulator.Desktops;
using Workspace.Users;

namespace Workspace.Tests.Chaos.Commands;

/// <summary>Stop-WsUserSession for some desktops.</summary>
internal sealed class LogOffCommand(int number, CommandSettings settings, EmulatedTenant tenant, IReadOnlyList<string> desktopIds)
    : FleetCommand(number, settings, tenant, desktopIds, ofPools: false)
{
    public override bool IsExclusive => false;

    public override string Type => "logoff";

    public override string ToString() => $"Stop-WsUserSession {string.Join(", ", Targets)} {Settings}";

    private protected override Task DoAsync(WorkspaceClient client, CancellationToken stop) =>
        RunAsync(new LogOffAction(client, null, ActionSettings, Report), Targets, stop);

    private protected override bool IsDone(EmulatedDesktop desktop) => desktop.LoginStatus is not ("CONNECTED" or "DISCONNECTED");
}
