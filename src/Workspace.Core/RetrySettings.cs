using System;

namespace Workspace;

/// <summary>How often and how long a request is tried.</summary>
public sealed class RetrySettings
{
    private static readonly TimeSpan _longestLook = TimeSpan.FromSeconds(30);

    /// <summary>How often a request is repeated: 2 times, so 3 attempts in all. 0 never repeats.</summary>
    public int MaximumRetryCount { get; set; } = 2;

    /// <summary>How long all attempts of a request may take together, with the waits between them: 5 minutes.</summary>
    public TimeSpan Deadline { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The longest first wait; each further one may be twice as long. The real wait is a random part of it.</summary>
    public TimeSpan FirstDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait.</summary>
    public TimeSpan LongestDelay { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long the job of an action whose answer was lost is looked for: 30 seconds, and not longer than the deadline.</summary>
    internal TimeSpan LookWindow => Deadline < _longestLook ? Deadline : _longestLook;
}
