using System;
using System.Linq;

namespace Workspace.Authentication;

/// <summary>Checks what becomes the value of a header, whoever gave it.</summary>
internal static class HeaderText
{
    // What any server takes in one header.
    private const int Longest = 32 * 1024;

    /// <summary>Whether the text can be a header's value as it is: visible ASCII characters, and not too many.</summary>
    public static bool IsSafe(string? text) => text is { Length: > 0 and <= Longest } && text.All(IsVisible);

    /// <summary>The text, when it can be a header's value. The error does not show it: it may be a secret in the wrong place.</summary>
    /// <exception cref="ArgumentException">It is empty or too long, or has a line break or another character that no header takes.</exception>
    public static string Check(string? text, string name) => IsSafe(text) ? text! : throw Unsafe(text?.Length ?? 0, name);

    /// <summary>Checks a secret in the same way; null is none.</summary>
    public static void Check(Secret? secret, string name)
    {
        if (secret?.UseCharacters(static characters => (characters.Length, IsSafe: characters.Length is > 0 and <= Longest && characters.All(IsVisible))) is { IsSafe: false } unsafeSecret)
        {
            throw Unsafe(unsafeSecret.Length, name);
        }
    }

    private static bool IsVisible(char character) => character is > ' ' and <= '~';

    private static ArgumentException Unsafe(int length, string name) => new(length switch
    {
        0 => $"{name} is empty.",
        > Longest => $"{name} has {length} characters; the limit is {Longest}.",
        _ => $"{name} has a character that a header cannot carry, such as a line break, a blank or a letter outside ASCII. Copy it again.",
    });
}
