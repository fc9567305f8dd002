using System;
using System.Collections.Generic;
using System.Linq;
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

    // Secrets of fewer characters than a part, whole, by their length.
    private readonly HashSet<ulong>[] _short = [.. Enumerable.Range(0, Length).Select(static _ => new HashSet<ulong>())];

    /// <summary>Adds a secret.</summary>
    public void Add(ReadOnlySpan<char> secret)
    {
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

        if (count is >= Shortest and < Length)
        {
            _short[count].Add(window);
        }
    }

    /// <summary>Wipes what was added.</summary>
    public void Clear()
    {
        _parts.Clear();
        foreach (HashSet<ulong> secrets in _short)
        {
            secrets.Clear();
        }
    }

    /// <summary>The text without what belongs to a secret.</summary>
    public string HideIn(string text)
    {
        StringBuilder? shown = null;
        int[] starts = new int[Length];
        int count = 0;
        int done = 0;
        ulong window = 0;
        for (int at = 0; at < text.Length;)
        {
            starts[count++ % Length] = at;
            window = Shift(window, Next(text.AsSpan(), ref at));
            if (Match(window, count) is not (> 0 and var length))
            {
                continue;
            }

            int start = starts[(count - length) % Length];
            if (start >= done)
            {
                (shown ??= new StringBuilder(text.Length)).Append(text, done, start - done).Append(stars);
            }

            done = at;
        }

        return shown is null ? text : shown.Append(text, done, text.Length - done).ToString();
    }

    // How many of the last characters belong to a secret.
    private int Match(ulong window, int count)
    {
        if (count >= Length && _parts.Contains(window))
        {
            return Length;
        }

        for (int length = Length - 1; length >= Shortest; length--)
        {
            if (_short[length].Count > 0 && count >= length && _short[length].Contains(window & ((1UL << (8 * length)) - 1)))
            {
                return length;
            }
        }

        return 0;
    }

    // The last eight characters, a byte of each: a part of a secret is one number.
    private static ulong Shift(ulong window, char next) => (window << 8) | (byte)next;

    // The character at a place, and the place after it.
    private static char Next(ReadOnlySpan<char> text, ref int at)
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

    private static char? Code(ReadOnlySpan<char> text, int at, int digits)
    {
        if (at + digits > text.Length)
        {
            return null;
        }

        int code = 0;
        foreach (char digit in text.Slice(at, digits))
        {
            int value = digit switch
            {
                >= '0' and <= '9' => digit - '0',
                >= 'a' and <= 'f' => digit - 'a' + 10,
                >= 'A' and <= 'F' => digit - 'A' + 10,
                _ => -1,
            };
            if (value < 0)
            {
                return null;
            }

            code = (code << 4) | value;
        }

        return (char)code;
    }
}
