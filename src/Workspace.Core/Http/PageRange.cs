namespace Workspace.Http;

/// <summary>What one request asks of a list.</summary>
/// <param name="Offset">The first item.</param>
/// <param name="Limit">How many items.</param>
internal readonly record struct PageRange(int Offset, int Limit)
{
    /// <summary>The item after the last, when the page is full.</summary>
    public int End => (int)System.Math.Min((long)Offset + Limit, int.MaxValue);
}
