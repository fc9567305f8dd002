using System;
using System.Collections.Generic;
using System.Linq;
using Workspace.Actions;
using Workspace.Http;
using Workspace.Jobs;
using Workspace.Tests.Support;

namespace Workspace.Tests.Chaos.Commands;

/// <summary>All that a user gets to see of a command. It observes the command's action, and takes its results.</summary>
internal sealed class CommandReport(CommandSettings settings) : ActionObserver
{
    private readonly List<string> _warnings = [];
    private IClock? _clock;
    private bool _hasEndedByError;

    /// <summary>The client's own messages.</summary>
    public RecordingObserver Observer { get; } = new();

    /// <summary>The jobs that were told at once when they were started.</summary>
    public List<JobReference> Started { get; } = [];

    /// <summary>The jobs that were returned, and when.</summary>
    public List<(Job Job, DateTimeOffset Time)> Jobs { get; } = [];

    /// <summary>The ids of the desktops that were returned.</summary>
    public List<string> Desktops { get; } = [];

    public List<CommandError> Errors { get; } = [];

    /// <summary>The action's and the client's warnings.</summary>
    public IEnumerable<string> Warnings => Observer.Warnings.Concat(_warnings);

    public List<string> Notes { get; } = [];

    /// <summary>What was not confirmed.</summary>
    public List<ActionConfirmation> Declined { get; } = [];

    public DateTimeOffset Began { get; private set; }

    public DateTimeOffset? Ended { get; set; }

    /// <summary>When it was stopped before its end; null when it was not.</summary>
    public DateTimeOffset? Stopped { get; set; }

    /// <summary>When the wait for jobs began; null when there was none.</summary>
    public DateTimeOffset? WaitBegan { get; private set; }

    /// <summary>It was told that all changes were sent, and that the states of the desktops are waited for.</summary>
    public bool WaitsForDesktops { get; private set; }

    private DateTimeOffset Now => _clock!.UtcNow;

    /// <summary>The command begins.</summary>
    public void Begin(IClock clock)
    {
        _clock = clock;
        Began = clock.UtcNow;
    }

    public override bool Confirm(ActionConfirmation confirmation)
    {
        if (settings.Declines)
        {
            Declined.Add(confirmation);
        }

        return !settings.Declines;
    }

    public override void JobStarted(JobReference job) => Started.Add(job);

    public override void JobWaitStarted(int count) => WaitBegan = Now;

    public override void DesktopWaitStarted(int count, string action) => WaitsForDesktops = true;

    public override void Warn(string message) => _warnings.Add(message);

    public override void Note(string message) => Notes.Add(message);

    /// <summary>Takes a result of the action.</summary>
    public void Add(ActionResult result)
    {
        if (_hasEndedByError)
        {
            throw new InvalidOperationException("A result follows on the error that ends the action.");
        }

        _hasEndedByError = result.EndsAction;
        if (result.Error is { } error)
        {
            Fail(error, result.Target);
        }
        else if (result.Job is { } job)
        {
            Jobs.Add((job, Now));
        }
        else
        {
            Desktops.Add(result.Desktop!.DesktopId!);
        }
    }

    /// <summary>Takes an error of an id, of several ids, of a job, or of nothing in particular.</summary>
    public void Fail(Exception error, object? target) => Errors.Add(new(
        error,
        target switch
        {
            null => [],
            string id => [id],
            JobReference job => [job.JobId],
            IEnumerable<string?> ids => [.. ids.Select(id => id!)],
            _ => throw new InvalidOperationException($"An error is about a {target.GetType()}."),
        },
        Now));
}
