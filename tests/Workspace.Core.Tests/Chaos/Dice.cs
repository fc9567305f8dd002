using System;
using System.Collections.Generic;
using System.Linq;

namespace Workspace.Tests.Chaos;

/// <summary>What is drawn for a run: the same seed, the same run.</summary>
internal sealed class Dice(int seed)
{
    // Not System.Random, whose numbers may become others with another .NET.
    // Mixed, so that the numbers of one seed are not those of the next, one place on.
    private ulong _state = Mix(unchecked((ulong)(uint)seed + 0xD1B54A32D192ED03UL));

    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    public bool Chance(double probability) => Share() < probability;

    /// <summary>From the least to the most, both of them included.</summary>
    public int Between(int least, int most) => least + (int)(Next() % (uint)(most - least + 1));

    public TimeSpan Seconds(double least, double most) => TimeSpan.FromSeconds(least + (Share() * (most - least)));

    public T Pick<T>(params IReadOnlyList<T> values) => values[Between(0, values.Count - 1)];

    /// <summary>Some of the values, at least one, in their order.</summary>
    public IReadOnlyList<T> Some<T>(IReadOnlyList<T> values, int most)
    {
        int count = Between(1, Math.Min(most, values.Count));
        int first = Between(0, values.Count - count);
        return [.. values.Skip(first).Take(count)];
    }

    private ulong Next()
    {
        unchecked
        {
            return Mix(_state += 0x9E3779B97F4A7C15UL);
        }
    }

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }
}
