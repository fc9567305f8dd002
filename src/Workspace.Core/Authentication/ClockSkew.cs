using System;
using System.Globalization;
using System.Threading;
using Workspace.Http;

namespace Workspace.Authentication;

/// <summary>How far this machine's clock is from the service's, as far as a connection has found that out.</summary>
internal sealed class ClockSkew
{
    // What the time of travel and the whole seconds of a Date header make of a clock that is right.
    private static readonly TimeSpan _noise = TimeSpan.FromMinutes(1);

    private long _aheadTicks;

    /// <summary>How far the service is ahead.</summary>
    public TimeSpan Ahead => TimeSpan.FromTicks(Interlocked.Read(ref _aheadTicks));

    /// <summary>Takes the service's time instead of this machine's, and says so once.</summary>
    /// <param name="used">The difference with which the service found the time wrong. Where it is another by now, a parallel request has put it right.</param>
    /// <param name="server">The service's time.</param>
    /// <param name="now">This machine's time.</param>
    /// <param name="observer">Is told the difference; or null.</param>
    public void Correct(TimeSpan used, DateTimeOffset server, DateTimeOffset now, IClientObserver? observer)
    {
        TimeSpan ahead = server - now;
        ahead = ahead.Duration() < _noise ? TimeSpan.Zero : ahead;
        if (Interlocked.CompareExchange(ref _aheadTicks, ahead.Ticks, used.Ticks) == used.Ticks && ahead != TimeSpan.Zero)
        {
            observer?.Warn($"This machine's clock is {Spell(ahead)} the service's: the service refused the signature's time and is now given its own. Set the clock.");
        }
    }

    private static string Spell(TimeSpan ahead)
    {
        TimeSpan much = ahead.Duration();
        string days = much.Days switch
        {
            0 => "",
            1 => "1 day ",
            _ => $"{much.Days} days ",
        };
        return $"{days}{much.ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture)} {(ahead > TimeSpan.Zero ? "behind" : "ahead of")}";
    }
}
