namespace Workspace.Tests.Fuzz;

/// <summary>A value, or a member from its name to the end of its value, as a range of bytes.</summary>
internal readonly record struct JsonPiece(int Start, int End)
{
    /// <summary>Where a member's value begins.</summary>
    public int ValueStart { get; init; }
}
