using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Workspace.Desktops;

/// <summary>
/// Finds out why the service refused a change of a desktop as a conflict. It has one code for two reasons: another action is under way, which ends
/// by itself, or the desktop's state does not allow the change, which does not.
/// </summary>
internal static class DesktopConflict
{
    /// <summary>Reads the desktops that are in conflict, and notes with each refusal what their states show.</summary>
    public static async Task ExplainAsync(
        DesktopOperations desktops,
        DesktopChange change,
        IEnumerable<KeyValuePair<string, WorkspaceException>> refusals,
        CancellationToken cancellationToken)
    {
        ILookup<string, WorkspaceException> conflicts = refusals
            .Where(refusal => change.DesktopIds.Contains(refusal.Key) && refusal.Value.IsConflict)
            .ToLookup(refusal => refusal.Key, refusal => refusal.Value, StringComparer.Ordinal);
        if (conflicts.Count == 0)
        {
            return;
        }

        try
        {
            IReadOnlyDictionary<string, Desktop> now = await desktops.GetManyAsync([.. conflicts.Select(conflict => conflict.Key)], cancellationToken).ConfigureAwait(false);
            foreach (KeyValuePair<string, Desktop> read in now)
            {
                foreach (WorkspaceException conflict in conflicts[read.Key])
                {
                    conflict.RunningTask = read.Value.IsIdle() ? null : read.Value.TaskStatus;
                    conflict.StateConflict = read.Value.IsIdle() ? change.FindConflict(read.Value) : null;
                }
            }
        }
        catch (WorkspaceException)
        {
            // The refusal is what counts; its reason stays unknown.
        }
    }
}
