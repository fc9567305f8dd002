using System;
using System.Collections.Generic;
using Workspace.Jobs;
using Workspace.Tests.Support;

namespace Workspace.Tests.Chaos.Commands;

/// <summary>All that a user gets to see of a command.</summary>
internal sealed class CommandReport
{
    public RecordingObserver Observer { get; } = new();

    public List<StartedJob> Started { get; } = [];

    /// <summary>The jobs as they were written after a wait.</summary>
    public List<Job> Written { get; } = [];

    public List<CommandError> Errors { get; } = [];

    /// <summary>The command's own warnings; the client's are with the observer.</summary>
    public List<string> Warnings { get; } = [];

    public DateTimeOffset Began { get; set; }

    public DateTimeOffset? Ended { get; set; }

    /// <summary>When it was stopped before its end; null when it was not.</summary>
    public DateTimeOffset? Stopped { get; set; }
}
