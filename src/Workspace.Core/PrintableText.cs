using System.Globalization;
using System.Text;

namespace Workspace;

/// <summary>
/// Makes text safe to print. A name can hold escape sequences, bells and marks that turn the direction of writing, and so make a prompt
/// or an error look like another one.
/// </summary>
public static class PrintableText
{
    /// <summary>Replaces each control, format and line-breaking character, and each half of a surrogate pair, by \uXXXX.</summary>
    /// <param name="text">A name or a single line.</param>
    /// <returns>The text, which prints as one line.</returns>
    public static string Escape(string? text) => Escape(text, keepLines: false);

    /// <summary>The same for a text of several lines: line feeds and tabs stay.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text, which prints as it reads.</returns>
    public static string EscapeLines(string? text) => Escape(text, keepLines: true);

    private static string Escape(string? text, bool keepLines)
    {
        StringBuilder? escaped = null;
        for (int i = 0; i < text?.Length; i++)
        {
            bool isPair = char.IsSurrogatePair(text, i);
            if (!IsPrintable(text, i, isPair, keepLines))
            {
                escaped ??= new StringBuilder(text, 0, i, text.Length + 16);
                _ = isPair
                    ? escaped.Append("\\U").Append(char.ConvertToUtf32(text, i).ToString("X8", CultureInfo.InvariantCulture))
                    : escaped.Append("\\u").Append(((int)text[i]).ToString("X4", CultureInfo.InvariantCulture));
            }
            else
            {
                _ = escaped?.Append(text, i, isPair ? 2 : 1);
            }

            i += isPair ? 1 : 0;
        }

        return escaped?.ToString() ?? text ?? "";
    }

    private static bool IsPrintable(string text, int index, bool isPair, bool keepLines) => text[index] switch
    {
        '\n' or '\t' => keepLines,
        '\r' => keepLines && index + 1 < text.Length && text[index + 1] == '\n',
        var character => (isPair || !char.IsSurrogate(character))
            && CharUnicodeInfo.GetUnicodeCategory(text, index) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator),
    };
}
