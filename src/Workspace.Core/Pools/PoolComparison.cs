using System;
using System.Collections.Generic;
using System.Linq;
using Workspace.Desktops;

namespace Workspace.Pools;

/// <summary>Tells in what a desktop differs from its pool, where the service's own list cannot be read to its end.</summary>
internal sealed class PoolComparison(Pool pool)
{
    private readonly int[] _diskSizes = Sizes(pool.DataVolumes);

    /// <summary>The differences in the service's words, none where there are none.</summary>
    public string[] Differences(Desktop desktop)
    {
        List<string> found = [];
        foreach (Inconsistency kind in Kinds)
        {
            if (Differs(desktop, kind))
            {
                found.Add(ServiceWord(kind));
            }
        }

        return [.. found];
    }

    public bool Differs(Desktop desktop, Inconsistency kind) => kind switch
    {
        Inconsistency.Image => desktop.ImageId != pool.ImageId,
        Inconsistency.Product => desktop.ProductId != pool.Product?.ProductId,
        Inconsistency.DiskCount => (desktop.DataVolumes?.Length ?? 0) != _diskSizes.Length,
        _ => desktop.RootVolume?.SizeGB != pool.RootVolume?.SizeGB || !Sizes(desktop.DataVolumes).SequenceEqual(_diskSizes),
    };

    /// <summary>The word that marks a desktop in the service's answers.</summary>
    public static string ServiceWord(Inconsistency kind) => kind switch
    {
        Inconsistency.Image => "IMAGE",
        Inconsistency.Product => "PRODUCT",
        Inconsistency.DiskCount => "DISK_NUM",
        _ => "DISK_SIZE",
    };

    /// <summary>The word that the service filters by.</summary>
    public static string QueryWord(Inconsistency kind) => kind switch
    {
        Inconsistency.Image => "IMAGE_ID",
        Inconsistency.Product => "PRODUCT_ID",
        _ => ServiceWord(kind),
    };

    private static Inconsistency[] Kinds { get; } = [Inconsistency.Image, Inconsistency.Product, Inconsistency.DiskCount, Inconsistency.DiskSize];

    // Data disks come in no order.
    private static int[] Sizes(Volume[]? volumes) => [.. (volumes ?? []).OfType<Volume>().Select(v => v.SizeGB ?? 0).OrderBy(size => size)];
}
