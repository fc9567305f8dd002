using System;
using System.Collections.Generic;

namespace Workspace.Pools;

/// <summary>How a rebuild goes over pools where it waits for them.</summary>
public sealed class RolloutSettings
{
    /// <summary>How many pools are worked on at a time, 1 to 1000.</summary>
    public int ThrottleLimit { get; set; } = 5;

    /// <summary>When so many pools have failed, no further one is started. 1 or more.</summary>
    public int StopAfterFailures { get; set; } = 1;

    /// <summary>The pools that go first: each as it is named in messages, and whether a pool is one of these. The others start when these have ended.</summary>
    public IReadOnlyList<KeyValuePair<string, Predicate<Pool>>> Canaries { get; set; } = [];
}
