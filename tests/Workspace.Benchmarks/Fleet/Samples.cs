using System.Collections.Generic;
using System.Linq;

namespace Workspace.Benchmarks.Fleet;

/// <summary>All runs of one contender.</summary>
internal sealed class Samples(Contender contender)
{
    private readonly List<Sample> _all = [];

    public Contender Contender => contender;

    public void Add(Sample sample) => _all.Add(sample);

    /// <summary>The median of a figure over all runs.</summary>
    public double this[string figure]
    {
        get
        {
            double[] sorted = [.. _all.Select(sample => sample[figure]).Order()];
            int middle = sorted.Length / 2;
            return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }
    }
}
