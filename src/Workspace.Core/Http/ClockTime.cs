using System;

namespace Workspace.Http;

/// <summary>Times that stay within what .NET can count, so that TimeSpan.MaxValue waits without end.</summary>
internal static class ClockTime
{
    /// <summary>The longest wait that every timer of .NET takes: 24 days.</summary>
    public static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(int.MaxValue);

    /// <summary>When a time from now is over; the first or the last time that there is where it would be beyond.</summary>
    public static DateTimeOffset After(this IClock clock, TimeSpan time)
    {
        DateTimeOffset now = clock.UtcNow;
        return time > DateTimeOffset.MaxValue - now ? DateTimeOffset.MaxValue
            : time < DateTimeOffset.MinValue - now ? DateTimeOffset.MinValue
            : now + time;
    }

    /// <summary>The time as a timer takes it.</summary>
    public static TimeSpan Bounded(TimeSpan time) => time < TimeSpan.Zero ? TimeSpan.Zero : time < LongestTimer ? time : LongestTimer;
}
