using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Desktops;
using Workspace.Http;

namespace Workspace.Commands.Shell;

/// <summary>Waits for the states of desktops with a progress bar. A desktop that does not reach its state is an error.</summary>
/// <param name="action">The action, as the bar names it.</param>
/// <param name="clock">The clock of the remaining time.</param>
/// <param name="writeProgress">Writes the bar.</param>
/// <param name="writeError">Writes the errors.</param>
internal sealed class DesktopWaiting(string action, IClock clock, Action<ProgressRecord> writeProgress, Action<ErrorRecord> writeError)
{
    private const string Activity = "Waiting for Workspace desktops";

    /// <summary>Waits until each desktop has its last update.</summary>
    /// <param name="count">The number of desktops.</param>
    /// <param name="updates">Their updates.</param>
    /// <param name="take">Takes each desktop that has reached its state.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task RunAsync(int count, IAsyncEnumerable<DesktopUpdate> updates, Action<Desktop> take, CancellationToken cancellationToken)
    {
        int done = 0;
        var bar = new WaitBar(writeProgress, clock, Activity);
        void Show() => bar.Show($"{action}: {done} of {count} are there", 100 * done / count);
        try
        {
            Show();
            await foreach (DesktopUpdate update in Redraw.WhileWaitingFor(updates, bar.ShowAgain, cancellationToken).ConfigureAwait(true))
            {
                if (update.IsLast)
                {
                    done++;
                    Finish(update, take);
                    Show();
                }
            }
        }
        finally
        {
            bar.Hide();
        }
    }

    private void Finish(DesktopUpdate update, Action<Desktop> take)
    {
        if (update.Error is { } error)
        {
            ErrorRecord record = error.ToErrorRecord(update.DesktopId);
            record.ErrorDetails.RecommendedAction = $"Look at it with: Get-WsDesktop -DesktopId {update.DesktopId}";
            writeError(record);
        }
        else if (update.Desktop is { } desktop)
        {
            take(desktop);
        }
    }
}
