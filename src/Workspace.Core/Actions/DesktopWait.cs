using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Desktops;
using Workspace.Http;

namespace Workspace.Actions;

/// <summary>Waits for the states of desktops that were changed, and returns each that has reached its state; without Wait it returns them at once.</summary>
/// <param name="run">The run. Its whole time starts now.</param>
/// <param name="action">The action, as the observer is told it.</param>
/// <param name="watch">Watches desktops for a time.</param>
internal sealed class DesktopWait(ActionRun run, string action, Func<IEnumerable<string>, TimeSpan, CancellationToken, IAsyncEnumerable<DesktopUpdate>> watch)
{
    // As they were before.
    private readonly Dictionary<string, Desktop> _desktops = new(StringComparer.OrdinalIgnoreCase);
    private readonly IClock _clock = run.Client.Clock;
    private readonly DateTimeOffset _deadline = run.Client.Clock.After(run.Settings.Timeout);

    /// <summary>Takes desktops whose change was accepted.</summary>
    public async Task AddAsync(IEnumerable<Desktop> desktops)
    {
        foreach (Desktop desktop in desktops)
        {
            if (run.Settings.Wait)
            {
                _desktops[desktop.DesktopId!] = desktop;
            }
            else
            {
                await run.ReturnAsync(desktop).ConfigureAwait(true);
            }
        }
    }

    /// <summary>Waits for the parts of a pool's job that succeeded.</summary>
    public void Add(Jobs.Job job, IEnumerable<Desktop> desktops)
    {
        var succeeded = new HashSet<string?>(job.SubJobs.Where(part => part.HasSucceeded()).Select(part => part.DesktopId), StringComparer.OrdinalIgnoreCase);
        foreach (Desktop desktop in desktops.Where(desktop => succeeded.Contains(desktop.DesktopId)))
        {
            _desktops[desktop.DesktopId!] = desktop;
        }
    }

    /// <summary>Waits until each desktop has reached its state, or will not.</summary>
    public async Task RunAsync()
    {
        if (_desktops.Count == 0)
        {
            return;
        }

        TimeSpan left = _deadline - _clock.UtcNow;
        run.Observer.DesktopWaitStarted(_desktops.Count, action);
        try
        {
            await foreach (DesktopUpdate update in watch(_desktops.Keys, left > TimeSpan.Zero ? left : TimeSpan.Zero, run.StopToken).ConfigureAwait(true))
            {
                if (update.IsLast)
                {
                    await ReturnAsync(update).ConfigureAwait(true);
                    run.Observer.DesktopDone();
                }
            }
        }
        finally
        {
            run.Observer.WaitEnded();
        }
    }

    private async Task ReturnAsync(DesktopUpdate update)
    {
        if (update.Error is { } error)
        {
            await run.ReturnAsync(error, update.DesktopId).ConfigureAwait(true);
        }
        else if (update.Desktop is { } desktop)
        {
            desktop.PoolId = _desktops[update.DesktopId].PoolId;
            await run.ReturnAsync(desktop).ConfigureAwait(true);
        }
    }
}
