using System.Collections.Generic;
using System.Threading.Tasks;
using Workspace.Actions;

namespace Workspace.Desktops;

/// <summary>Puts desktops into maintenance, in which users are kept off, or ends it (PUT /desktops/maintenance-mode). It returns the desktops that are as wanted.</summary>
public sealed class MaintenanceAction : ServiceAction<string>
{
    private readonly bool _inMaintenanceMode;
    private readonly DesktopBatches _desktops;

    /// <summary>Prepares a change. Nothing is sent yet.</summary>
    /// <param name="client">The client.</param>
    /// <param name="inMaintenanceMode">Whether the desktops are to be in maintenance.</param>
    /// <param name="observer">Confirms the changes; null confirms all.</param>
    public MaintenanceAction(WorkspaceClient client, bool inMaintenanceMode, IActionObserver? observer = null)
        : base(client, new(), observer)
    {
        _inMaintenanceMode = inMaintenanceMode;
        _desktops = new(Run, SelectAsync, SendAsync);
    }

    private protected override Task DrainAsync() => _desktops.DrainAsync();

    private protected override Task StartAsync(string input) => _desktops.AddAsync(input);

    private protected override Task FinishAsync() => _desktops.CompleteAsync();

    private async Task<bool> SelectAsync(Desktop desktop)
    {
        if (desktop.InMaintenanceMode == _inMaintenanceMode)
        {
            Run.Observer.Note($"Desktop '{desktop.Name}' ({desktop.DesktopId}) is {(_inMaintenanceMode ? "" : "not ")}in maintenance: nothing to do.");
            await Run.ReturnAsync(desktop).ConfigureAwait(true);
            return false;
        }

        return Run.Observer.Confirm(new ActionConfirmation(_inMaintenanceMode ? "Enter maintenance" : "Leave maintenance", [desktop])
        {
            Loss = _inMaintenanceMode ? ": users are kept off it" : "",
            LosesWork = false,
        });
    }

    private async Task SendAsync(IReadOnlyList<Desktop> desktops)
    {
        IReadOnlyList<Desktop> accepted = await Run.ChangeAsync(desktops, async (ids, token) =>
        {
            await Run.Client.Desktops.SetMaintenanceModeAsync(ids, _inMaintenanceMode, token).ConfigureAwait(true);
            return [];
        }).ConfigureAwait(true);
        foreach (Desktop desktop in accepted)
        {
            desktop.InMaintenanceMode = _inMaintenanceMode;
            await Run.ReturnAsync(desktop).ConfigureAwait(true);
        }
    }
}
