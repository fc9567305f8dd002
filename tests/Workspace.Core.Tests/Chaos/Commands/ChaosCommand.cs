using System;
using System.Threading;
using System.Threading.Tasks;

namespace Workspace.Tests.Chaos.Commands;

/// <summary>A command as a user runs it: what the cmdlet of its name calls.</summary>
/// <param name="number">Which of the run's commands it is, from 1.</param>
/// <param name="settings">Its parameters.</param>
internal abstract class ChaosCommand(int number, CommandSettings settings)
{
    public int Number => number;

    public CommandSettings Settings => settings;

    /// <summary>How many requests it makes, not counting repeats; null where that depends.</summary>
    public virtual int? Calls => null;

    public CommandReport Report { get; } = new(settings);

    /// <summary>Runs it to its end, which is no exception for any failure of the service.</summary>
    public async Task RunAsync(WorkspaceClient connection, EventClock clock)
    {
        await clock.DelayAsync(settings.Pause, CancellationToken.None);
        ChaosHandler.Command.Value = number;
        Report.Begin(clock);
        using var stop = new CancellationTokenSource();
        using var over = new CancellationTokenSource();
        Task stopping = StopAsync(stop, clock, over.Token);
        try
        {
            await DoAsync(connection.With(Report.Observer), stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }

        Report.Ended = clock.UtcNow;
        over.Cancel();
        await stopping;
    }

    public abstract override string ToString();

    private protected abstract Task DoAsync(WorkspaceClient client, CancellationToken stop);

    private async Task StopAsync(CancellationTokenSource stop, EventClock clock, CancellationToken over)
    {
        if (settings.StopAfter is { } after)
        {
            try
            {
                await clock.DelayAsync(after, over);
                Report.Stopped = clock.UtcNow;
                stop.Cancel();
            }
            catch (OperationCanceledException)
            {
                // It ended before.
            }
        }
    }
}
