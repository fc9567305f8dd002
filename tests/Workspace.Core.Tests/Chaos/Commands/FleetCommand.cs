using System;
using System.Collections.Generic;
using System.Linq;
using Workspace.Actions;
using Workspace.Emulator;
using Workspace.Emulator.Desktops;

namespace Workspace.Tests.Chaos.Commands;

/// <summary>A command for desktops or for whole pools, whose change shows in the state of each desktop.</summary>
internal abstract class FleetCommand(int number, CommandSettings settings, EmulatedTenant tenant, IReadOnlyList<string> targets, bool ofPools) : ActionCommand(number, settings, targets)
{
    // The notes that were looked at.
    private int _notes;

    private protected bool OfPools => ofPools;

    private protected IEnumerable<FleetTarget> Fleet => Targets.Select(id => ofPools ? FleetTarget.Pool(id) : FleetTarget.Desktop(id));

    private protected abstract bool IsDone(EmulatedDesktop desktop);

    // One that is gone by now was as it was read.
    private protected sealed override bool IsDone(string target) => tenant.Desktops.All(desktop => desktop.DesktopId != target || IsDone(desktop));

    private protected sealed override void Note(ActionResult result)
    {
        base.Note(result);
        if (result.Desktop?.DesktopId is not { } id)
        {
            return;
        }

        if (Report.Notes.Skip(_notes).Any(note => note.Contains(id, StringComparison.Ordinal)))
        {
            _notes = Report.Notes.Count;
            NoteSkipped([id]);
        }
        else if (Settings.Wait)
        {
            Reached.Add((id, IsDone(id)));
        }
    }
}
