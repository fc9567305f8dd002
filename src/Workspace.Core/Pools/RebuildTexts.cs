using Workspace.Jobs;

namespace Workspace.Pools;

/// <summary>What rebuilds of pools and of single desktops say alike.</summary>
internal static class RebuildTexts
{
    /// <summary>What is lost, for a confirmation.</summary>
    public static string Loss(RebuildScope? scope) => scope == RebuildScope.OnlyForExpand
        ? ": only desktops made from now on get the image"
        : ": their system disks are made anew, and what is on them is lost";

    /// <summary>The job of what has the image already: it was never sent.</summary>
    /// <param name="type">The job's type.</param>
    /// <param name="reason">What has the image, as a sentence.</param>
    /// <param name="imageId">The image.</param>
    /// <param name="parameter">The parameter that rebuilds all the same.</param>
    public static Job Skipped(string type, string reason, string? imageId, string parameter = "Force")
    {
        var skipped = Job.NotNeeded(type, $"{reason} Use -{parameter} to rebuild all the same.");
        skipped.ImageId = imageId;
        return skipped;
    }
}
