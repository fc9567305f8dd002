using System;
using System.Threading;

namespace Workspace.Emulator.Faults;

/// <summary>
/// Something that goes wrong with some requests: which ones, how often, and how. Of a request's faults the first one added
/// that is due strikes.
/// </summary>
public sealed class Fault
{
    private int _matches;
    private int _strikes;

    /// <summary>Only requests of this HTTP method; null for any.</summary>
    public string? Method { get; init; }

    /// <summary>Only requests whose path contains this text; null for any.</summary>
    public string? Path { get; init; }

    /// <summary>Only requests for which this is true; null for any. It may be called from many threads at once.</summary>
    public Func<EmulatorRequest, bool>? When { get; init; }

    /// <summary>How many of the requests that fit are spared before the first one is struck.</summary>
    public int After { get; init; }

    /// <summary>Which of the others are struck: 1 each, 2 each second one, beginning with the first.</summary>
    public int Every { get; init; } = 1;

    /// <summary>How many requests are struck in all; null for no end.</summary>
    public int? Times { get; init; } = 1;

    /// <summary>What happens to them.</summary>
    public FaultEffect Effect { get; init; } = FaultEffect.Lose();

    /// <summary>How many requests it has struck.</summary>
    public int Strikes => Volatile.Read(ref _strikes);

    /// <summary>Counts the request and tells whether it is to be struck. Its owner locks.</summary>
    internal bool IsDue(EmulatorRequest request)
    {
        if (!RequestMatch.Fits(request, Method, Path) || When?.Invoke(request) == false)
        {
            return false;
        }

        int number = _matches++ - After;
        if (number < 0 || number % Math.Max(1, Every) != 0 || _strikes >= Times)
        {
            return false;
        }

        Volatile.Write(ref _strikes, _strikes + 1);
        return true;
    }
}
