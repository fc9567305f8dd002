using System;

namespace Workspace.Tests.Chaos.Commands;

/// <summary>The parameters that all commands have, what the user answers, and when somebody presses Ctrl+C.</summary>
internal sealed record CommandSettings
{
    public bool Wait { get; init; }

    public bool Force { get; init; }

    public bool RetryAmbiguous { get; init; }

    public TimeSpan WaitTimeout { get; init; } = TimeSpan.FromHours(2);

    /// <summary>How many pools are worked on at a time.</summary>
    public int ThrottleLimit { get; init; } = 5;

    /// <summary>How many pools may fail until no further one is begun.</summary>
    public int StopAfterFailures { get; init; } = 1;

    /// <summary>The user says no.</summary>
    public bool Declines { get; init; }

    public TimeSpan? StopAfter { get; init; }

    /// <summary>How long nothing is done before.</summary>
    public TimeSpan Pause { get; init; }
}
