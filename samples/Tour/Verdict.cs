using System.Collections.Generic;
using System.Linq;
using Workspace.Emulator;
using Workspace.Emulator.Desktops;
using Workspace.Emulator.Images;
using Workspace.Emulator.Pools;

namespace Workspace.Tour;

/// <summary>Looks at the service itself, behind the client's back: is everything as the cycle says, and was the right thing printed?</summary>
internal static class Verdict
{
    /// <summary>What is wrong; nothing when all is well.</summary>
    public static IEnumerable<string> Of(EmulatedTenant tenant, string imageName, IReadOnlyList<string> printed)
    {
        EmulatedDesktop[] desktops = [.. tenant.Desktops];
        EmulatedDesktop template = desktops.Single(desktop => desktop.Name == "tmpl-01");
        EmulatedImage? image = tenant.Images.SingleOrDefault(candidate => candidate.Name == imageName);
        EmulatedPool[] pools = [.. tenant.Pools.Where(pool => pool.Name.StartsWith("sales-", System.StringComparison.Ordinal))];
        if (!template.AgentInstalled)
        {
            yield return "the agent is not on the template";
        }

        if (image is null)
        {
            yield return $"there is no image {imageName}";
            yield break;
        }

        string[] behind = [.. desktops.Where(desktop => pools.Any(pool => pool.PoolId == desktop.PoolId) && desktop.ImageId != image.ImageId).Select(desktop => desktop.Name)];
        if (behind.Length > 0)
        {
            yield return $"these desktops do not have the image: {string.Join(", ", behind)}";
        }

        string[] strangers = [.. desktops.Where(desktop => pools.All(pool => pool.PoolId != desktop.PoolId) && desktop.ImageId == image.ImageId).Select(desktop => desktop.Name)];
        if (strangers.Length > 0)
        {
            yield return $"these desktops got the image and should not have: {string.Join(", ", strangers)}";
        }

        foreach (string line in Expected(desktops, template, pools, imageName).Except(printed))
        {
            yield return $"this line was not printed: {line}";
        }
    }

    private static IEnumerable<string> Expected(EmulatedDesktop[] desktops, EmulatedDesktop template, EmulatedPool[] pools, string imageName)
    {
        yield return $"Desktops   {desktops.Length} in the project; template tmpl-01 is {template.Status}";
        yield return $"Sysprep    tmpl-01 is ready: version {template.SysprepVersion}, images are supported";
        yield return "Agent      is on tmpl-01";
        yield return $"Image      {imageName} was made of tmpl-01, Windows, private";
        foreach (EmulatedPool pool in pools)
        {
            int count = desktops.Count(desktop => desktop.PoolId == pool.PoolId);
            yield return $"Rebuild    {pool.Name}: Succeeded, {count} desktops";
            yield return $"Check      {pool.Name}: {count} of {count} desktops follow {imageName}";
        }
    }
}
