namespace System;

/// <summary>Lets the compiler accept ranges of strings.</summary>
internal readonly struct Range(Index start, Index end)
{
    public Index Start { get; } = start;

    public Index End { get; } = end;
}
