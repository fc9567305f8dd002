using System;

namespace Workspace.Jobs;

/// <summary>How to wait for jobs.</summary>
public sealed class JobWaitOptions
{
    /// <summary>How long to wait in all: two hours.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromHours(2);

    /// <summary>How long between two looks; null for 2 seconds growing to 15.</summary>
    public TimeSpan? PollInterval { get; set; }
}
