using System;

namespace Workspace.Actions;

/// <summary>How an action starts and waits.</summary>
public sealed class ActionSettings
{
    /// <summary>Waits until what was started has ended, and returns each job when it ends.</summary>
    public bool Wait { get; set; }

    /// <summary>How long to wait in all: two hours by default. Where pools are worked on in waves, for each of them.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromHours(2);

    /// <summary>The time between two polls; null for 2 seconds that grow to 15.</summary>
    public TimeSpan? PollInterval { get; set; }

    /// <summary>Acts although it seems done, or a job of the kind is running.</summary>
    public bool Force { get; set; }

    /// <summary>Sends the action again when its outcome is unknown. It may then be carried out twice.</summary>
    public bool RetryAmbiguous { get; set; }
}
