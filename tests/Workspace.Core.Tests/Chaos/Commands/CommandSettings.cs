using System;

namespace Workspace.Tests.Chaos.Commands;

/// <summary>The parameters that all commands have, and when somebody presses Ctrl+C.</summary>
internal sealed record CommandSettings
{
    public bool Wait { get; init; }

    public bool Force { get; init; }

    public bool RetryAmbiguous { get; init; }

    public TimeSpan WaitTimeout { get; init; } = TimeSpan.FromHours(2);

    public TimeSpan? StopAfter { get; init; }

    /// <summary>How long nothing is done before.</summary>
    public TimeSpan Pause { get; init; }
}
