using System;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Workspace.Http;

namespace Workspace.Authentication;

/// <summary>Makes words of others fit to be shown: without a connection's secrets, without characters that a console obeys, and short.</summary>
internal sealed class SecretMask
{
    /// <summary>The longest text that a message quotes of an answer that is not the service's JSON.</summary>
    public const int Excerpt = 200;

    /// <summary>The longest message of the service.</summary>
    public const int Sentence = 1000;

    /// <summary>The longest id or code.</summary>
    public const int Name = 100;

    private const string Stars = "****";

    // The gateway quotes a request that it could not verify: in one line, whose parts a bar separates, in lines of their own, or in JSON within JSON.
    private static readonly Regex _quotedHeader = new(
        @"((?:x-security-token|x-auth-token|x-subject-token|authorization)[\\""']*\s*[:=]\s*[\\""']*)(?:[^|\\\r\n""']|\\+/|\\+u[0-9a-f]{4})+",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private readonly Credential? _credential;
    private readonly string? _signature;

    /// <param name="credential">Whose secrets to hide.</param>
    /// <param name="signature">What a request was signed with, or null.</param>
    public SecretMask(Credential? credential, string? signature = null)
    {
        _credential = credential;
        _signature = signature;
    }

    /// <summary>Knows no secret.</summary>
    public static SecretMask None { get; } = new(null);

    /// <summary>One that hides a request's signature too.</summary>
    public SecretMask With(string? signature) => signature is null ? this : new(_credential, signature);

    /// <summary>The text as one line, without secrets and control characters, cut after a number of characters.</summary>
    public string Show(string text, int longest)
    {
        // Where lines end is where a quoted header ends, so that goes first. Beyond the cut only what shows that a secret begins before it.
        string start = HideQuoted(text.Length > 8 * longest ? text.Substring(0, 8 * longest) : text);
        string hidden = HideKnown(OneLine(start, longest + SecretParts.Length));
        if (hidden.Length <= longest)
        {
            return hidden;
        }

        return hidden.Substring(0, char.IsHighSurrogate(hidden[longest - 1]) ? longest - 1 : longest) + "…";
    }

    /// <summary>An id as the service gave it, or null for none.</summary>
    public string? ShowId(string? id) => string.IsNullOrEmpty(id) ? null : Show(id!, Name);

    /// <summary>The text without secrets.</summary>
    public string Hide(string text) => HideKnown(HideQuoted(text));

    private static string HideQuoted(string text) => _quotedHeader.Replace(AddressText.Hide(text), "$1" + Stars);

    private string HideKnown(string text)
    {
        if (text.Length < SecretParts.Shortest)
        {
            return text;
        }

        var parts = new SecretParts(Stars);
        try
        {
            foreach (Secret secret in _credential?.Secrets ?? [])
            {
                secret.UseCharacters(characters =>
                {
                    parts.Add(characters);
                    return true;
                });
            }

            parts.Add((_signature ?? "").AsSpan());
            return parts.HideIn(text);
        }
        catch (ObjectDisposedException)
        {
            // The connection was closed meanwhile, and nobody knows any more what must not be seen.
            return Stars;
        }
        finally
        {
            parts.Clear();
        }
    }

    private static string OneLine(string text, int longest)
    {
        var line = new StringBuilder(Math.Min(text.Length, longest));
        bool isGap = false;
        for (int i = 0; i < text.Length && line.Length < longest; i++)
        {
            char character = text[i];
            UnicodeCategory category = char.GetUnicodeCategory(character);
            if (category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                // Format characters can turn the direction of what follows; they leave no gap.
                isGap |= category != UnicodeCategory.Format;
                continue;
            }

            if (isGap && line.Length > 0)
            {
                line.Append(' ');
            }

            isGap = false;
            if (char.IsHighSurrogate(character) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                line.Append(character).Append(text[++i]);
            }
            else
            {
                line.Append(category == UnicodeCategory.Surrogate ? '\uFFFD' : character);
            }
        }

        return line.ToString();
    }
}
