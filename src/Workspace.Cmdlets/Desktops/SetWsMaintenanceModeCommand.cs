using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Commands.Shell;
using Workspace.Desktops;

namespace Workspace.Commands;

/// <summary>Lets desktops enter maintenance, in which users are kept off, or leave it (PUT /desktops/maintenance-mode).</summary>
[Cmdlet(VerbsCommon.Set, "WsMaintenanceMode", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Desktop))]
public sealed class SetWsMaintenanceModeCommand : DesktopChangeCommand
{
    private const string On = "On";

    /// <summary>On: enter maintenance. Off: leave it.</summary>
    [Parameter(Mandatory = true, HelpMessage = "On lets the desktops enter maintenance, Off lets them leave it.")]
    [ValidateSet(On, "Off")]
    public string State { get; set; } = "";

    private bool IsOn => string.Equals(State, On, StringComparison.OrdinalIgnoreCase);

    private protected override string ActionText => IsOn ? "Enter maintenance" : "Leave maintenance";

    private protected override string Loss => IsOn ? ": users are kept off it" : "";

    private protected override bool SkipDone(Desktop desktop)
    {
        if (desktop.InMaintenanceMode != IsOn)
        {
            return false;
        }

        WriteVerbose($"Desktop '{desktop.Name}' ({desktop.DesktopId}) is {(IsOn ? "" : "not ")}in maintenance: nothing to do.");
        Accept(desktop);
        return true;
    }

    private protected override async Task<IReadOnlyList<KeyValuePair<string, WorkspaceException>>> SendAsync(IReadOnlyList<Desktop> desktops, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        await Client.Desktops.SetMaintenanceModeAsync(ids, IsOn, cancellationToken).ConfigureAwait(true);
        foreach (Desktop desktop in desktops.Where(desktop => ids.Contains(desktop.DesktopId)))
        {
            desktop.InMaintenanceMode = IsOn;
        }

        return [];
    }
}
