using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Workspace.Authentication;

/// <summary>
/// Finds secrets in a text by their parts of eight characters: an answer that broke off or is garbled holds a secret in parts, and shorter
/// ones tell nothing. A character counts however it is spelled: as it is, as in JSON, as in JSON within JSON, as in a URL.
/// </summary>
/// <param name="stars">What is shown instead.</param>
internal sealed class SecretParts(string stars)
{
    /// <summary>How many characters a part has.</summary>
    public const int Length = 8;

    /// <summary>Nothing shorter is a secret, and hiding it would garble the text.</summary>
    public const int Shortest = 6;

    private readonly HashSet<ulong> _parts = [];
    private readonly List<string> _short = [];

    /// <summary>Adds a secret.</summary>
    public void Add(string secret)
    {
        if (secret.Length is >= Shortest and < Length)
        {
            _short.Add(secret);
        }

        ulong window = 0;
        int count = 0;
        for (int at = 0; at < secret.Length;)
        {
            window = Shift(window, Next(secret, ref at));
            if (++count >= Length)
            {
                _parts.Add(window);
            }
        }
    }

    /// <summary>The text without what belongs to a secret.</summary>
    public string HideIn(string text)
    {
        foreach (string secret in _short)
        {
            text = text.Replace(secret, stars);
        }

        if (_parts.Count == 0)
        {
            return text;
        }

        StringBuilder? shown = null;
        int[] starts = new int[Length];
        int count = 0;
        int done = 0;
        ulong window = 0;
        for (int at = 0; at < text.Length;)
        {
            starts[count++ % Length] = at;
            window = Shift(window, Next(text, ref at));
            if (count < Length || !_parts.Contains(window))
            {
                continue;
            }

            int start = starts[count % Length];
            if (start >= done)
            {
                (shown ??= new StringBuilder(text.Length)).Append(text, done, start - done).Append(stars);
            }

            done = at;
        }

        return shown is null ? text : shown.Append(text, done, text.Length - done).ToString();
    }

    // The last eight characters, a byte of each: a part of a secret is one number.
    private static ulong Shift(ulong window, char next) => (window << 8) | (byte)next;

    // The character at a place, and the place after it.
    private static char Next(string text, ref int at)
    {
        char first = text[at++];
        if (first == '%' && Code(text, at, 2) is { } encoded)
        {
            at += 2;
            return encoded;
        }

        if (first != '\\')
        {
            return first;
        }

        // Each time that JSON is put into JSON doubles the backslashes.
        while (at < text.Length && text[at] == '\\')
        {
            at++;
        }

        if (at < text.Length && text[at] == 'u' && Code(text, at + 1, 4) is { } escaped)
        {
            at += 5;
            return escaped;
        }

        return at < text.Length && text[at] is '"' or '/' or '\'' ? text[at++] : '\\';
    }

    private static char? Code(string text, int at, int digits) =>
        at + digits <= text.Length && int.TryParse(text.Substring(at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code) ? (char)code : null;
}
