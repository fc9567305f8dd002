using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Workspace.Tests.Chaos.Commands;

/// <summary>A command as a user runs it: what the cmdlet of its name does with the client.</summary>
/// <param name="number">Which of the run's commands it is, from 1.</param>
/// <param name="settings">Its parameters.</param>
internal abstract class ChaosCommand(int number, CommandSettings settings)
{
    public int Number => number;

    public CommandSettings Settings => settings;

    /// <summary>How many requests it makes, not counting repeats; null where that depends.</summary>
    public virtual int? Calls => null;

    public CommandReport Report { get; } = new();

    /// <summary>Runs it to its end, which is no exception for any failure of the service.</summary>
    public async Task RunAsync(WorkspaceClient connection, EventClock clock)
    {
        await clock.DelayAsync(settings.Pause, CancellationToken.None);
        ChaosHandler.Command.Value = number;
        Report.Began = clock.UtcNow;
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
        catch (CommandEndedException)
        {
        }

        Report.Ended = clock.UtcNow;
        over.Cancel();
        await stopping;
    }

    public abstract override string ToString();

    private protected abstract Task DoAsync(WorkspaceClient client, CancellationToken stop);

    /// <summary>Does something for some targets; its failure is their error, and ends the command where all else would fail as well.</summary>
    private protected async Task ForAsync(IReadOnlyList<string> targets, Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (Exception exception) when (exception is WorkspaceException or ArgumentException)
        {
            Fail(exception, targets);
        }
    }

    private protected void Fail(Exception exception, IReadOnlyList<string> targets)
    {
        Report.Errors.Add(new(exception, targets));
        if (exception is WorkspaceException { ConcernsConnection: true })
        {
            throw new CommandEndedException();
        }
    }

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
