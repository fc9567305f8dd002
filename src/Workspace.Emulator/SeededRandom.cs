using System;

namespace Workspace.Emulator;

/// <summary>
/// A stream of random values (SplitMix64) named by seed, purpose and number: the same name gives the same values on
/// every framework, and no stream depends on how much was drawn from another.
/// </summary>
internal sealed class SeededRandom
{
    private ulong _state;

    public SeededRandom(int seed, string purpose, long number = 0)
    {
        // FNV-1a, because string.GetHashCode differs from process to process.
        ulong hash = 14695981039346656037UL;
        foreach (char character in purpose)
        {
            hash = unchecked((hash ^ character) * 1099511628211UL);
        }

        _state = unchecked(hash ^ ((ulong)(uint)seed * 0xD1B54A32D192ED03UL) ^ ((ulong)number * 0x8CB92BA72F3D8DD7UL));
        Next();
    }

    /// <summary>A number from 0 up to, but not including, 1.</summary>
    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>An integer from 0 up to, but not including, the limit.</summary>
    public int Below(int limit) => (int)(Next() % (uint)limit);

    /// <summary>True with the given probability.</summary>
    public bool Chance(double probability) => Share() < probability;

    /// <summary>One of the given values.</summary>
    public T Pick<T>(params T[] values) => values[Below(values.Length)];

    /// <summary>An identifier that looks like a random GUID.</summary>
    public string Id()
    {
        ulong first = Next();
        ulong second = Next();
        var id = new Guid(
            (uint)(first >> 32),
            (ushort)(first >> 16),
            (ushort)((first & 0x0FFF) | 0x4000),
            (byte)(((second >> 56) & 0x3F) | 0x80),
            (byte)(second >> 48),
            (byte)(second >> 40),
            (byte)(second >> 32),
            (byte)(second >> 24),
            (byte)(second >> 16),
            (byte)(second >> 8),
            (byte)second);
        return id.ToString();
    }

    /// <summary>Hexadecimal digits, lower case.</summary>
    public string Hex(int length) => Text(length, "0123456789abcdef");

    /// <summary>Characters out of the given ones.</summary>
    public string Text(int length, string characters)
    {
        char[] text = new char[length];
        for (int i = 0; i < length; i++)
        {
            text[i] = characters[Below(characters.Length)];
        }

        return new string(text);
    }

    private ulong Next()
    {
        unchecked
        {
            ulong z = _state += 0x9E3779B97F4A7C15UL;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }
}
