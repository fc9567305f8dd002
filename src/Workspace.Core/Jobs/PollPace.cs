using System;

namespace Workspace.Jobs;

/// <summary>How long to wait between two looks: fixed, or from 2 seconds growing by half to 15.</summary>
internal sealed class PollPace
{
    private static readonly TimeSpan _first = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(15);

    private readonly bool _isFixed;
    private TimeSpan _next;

    public PollPace(TimeSpan? interval)
    {
        _isFixed = interval is not null;
        _next = interval ?? _first;
    }

    /// <summary>The next wait, not longer than what is left.</summary>
    public TimeSpan Next(TimeSpan left)
    {
        TimeSpan wait = _next < left ? _next : left;
        if (!_isFixed)
        {
            _next = TimeSpan.FromTicks(Math.Min(_next.Ticks * 3 / 2, _longest.Ticks));
        }

        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }
}
