using System.Collections.Generic;
using System.Linq;
using Workspace.Desktops;

namespace Workspace.Pools;

/// <summary>Describes for a prompt that a rebuild gives a pool another image, also where it reaches only some of the desktops.</summary>
internal static class PoolImageChange
{
    /// <summary>The change, to be added to what is lost; empty where the pool keeps its image.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="image">The image to rebuild with.</param>
    /// <param name="staying">The desktops that the rebuild does not reach.</param>
    public static string Describe(Pool pool, RebuildImage image, IEnumerable<Desktop> staying)
    {
        if (pool.ImageId is null || pool.ImageId == image.Id)
        {
            return "";
        }

        int count = staying.Count(desktop => desktop.ImageId == pool.ImageId);
        string name = string.IsNullOrEmpty(pool.SourceImageName) ? pool.ImageId : $"'{pool.SourceImageName}'";
        string stay = count switch
        {
            0 => "",
            1 => $"; 1 desktop stays on {name}",
            _ => $"; {count} desktops stay on {name}",
        };
        return $"; changes the pool's image from {RebuildImage.Describe(pool.SourceImageName, pool.ImageId)} to {image.Title}{stay}";
    }
}
