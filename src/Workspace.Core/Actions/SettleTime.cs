using System;
using Workspace.Http;

namespace Workspace.Actions;

/// <summary>How long the state of desktops and pools may lag behind a job's end: five minutes, and no longer than the whole wait.</summary>
internal sealed class SettleTime
{
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(5);

    private readonly IClock _clock;
    private readonly DateTimeOffset _begin;
    private readonly DateTimeOffset _end;

    /// <param name="clock">Tells the time. The job has just ended.</param>
    /// <param name="deadline">When the whole wait is over.</param>
    public SettleTime(IClock clock, DateTimeOffset deadline)
    {
        _clock = clock;
        _begin = clock.UtcNow;
        _end = deadline - _begin < _longest ? deadline : _begin + _longest;
    }

    /// <summary>What is left. Who waits for nothing looks once all the same.</summary>
    public TimeSpan Left => _end > _clock.UtcNow ? _end - _clock.UtcNow : TimeSpan.Zero;

    /// <summary>How long was waited, for a message.</summary>
    public override string ToString() => $"{(_clock.UtcNow - _begin).TotalSeconds:0} seconds";
}
