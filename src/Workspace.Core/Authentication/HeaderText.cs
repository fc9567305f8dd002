using System.Linq;

namespace Workspace.Authentication;

/// <summary>What a service gives to be sent back in a header.</summary>
internal static class HeaderText
{
    // What any server takes in one header.
    private const int Longest = 32 * 1024;

    /// <summary>Whether the text can be a header's value as it is: visible ASCII characters, and not too many.</summary>
    public static bool IsSafe(string? text) => text is { Length: > 0 and <= Longest } && text.All(character => character is > ' ' and <= '~');
}
