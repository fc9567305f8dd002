using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Workspace.Serialization;

/// <summary>
/// Gives one string for a text that comes again and again: most members of most desktops are alike, and as strings of
/// their own they would take a third of a list's memory.
/// </summary>
internal static class RepeatedText
{
    // Ids are longer, and each comes once.
    private const int Longest = 35;
    private const int PlaceBits = 11;

    // Shared by all threads: who comes later replaces, and what is read is the one string or the other.
    private static readonly string?[] _known = new string?[1 << PlaceBits];

    /// <summary>The text, or the name, that the reader is at.</summary>
    [MethodImpl(Hot.Path)]
    public static string Read(ref Utf8JsonReader reader)
    {
        ReadOnlySpan<byte> utf8 = reader.ValueSpan;
        if (utf8.Length is 0 or > Longest || reader.ValueIsEscaped || reader.HasValueSequence)
        {
            return reader.GetString()!;
        }

        ref string? known = ref _known[Place(utf8)];
        string? text = known;
        if (text is null || !IsText(text, utf8))
        {
            known = text = reader.GetString()!;
        }

        return text;
    }

    // By length and ends. Texts that have these in common take each other's place, and are right all the same.
    [MethodImpl(Hot.Path)]
    private static int Place(ReadOnlySpan<byte> utf8)
    {
        ulong ends = utf8.Length >= sizeof(ulong)
            ? BinaryPrimitives.ReadUInt64LittleEndian(utf8) ^ (BinaryPrimitives.ReadUInt64LittleEndian(utf8.Slice(utf8.Length - sizeof(ulong))) * 31)
            : Short(utf8);
        return (int)(unchecked((ends + (ulong)utf8.Length) * 0x9E3779B97F4A7C15UL) >> (64 - PlaceBits));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Short(ReadOnlySpan<byte> utf8)
    {
        ulong all = 0;
        foreach (byte next in utf8)
        {
            all = (all << 8) | next;
        }

        return all;
    }

    [MethodImpl(Hot.Path)]
    private static bool IsText(string text, ReadOnlySpan<byte> utf8)
    {
        bool same = text.Length == utf8.Length;
        for (int i = 0; same && i < utf8.Length; i++)
        {
            same = text[i] == utf8[i] && utf8[i] < 0x80;
        }

        return same;
    }
}
