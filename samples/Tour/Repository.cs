using System.IO;
using System.Linq;
using System.Reflection;

namespace Workspace.Tour;

/// <summary>Where the build put things.</summary>
internal static class Repository
{
    /// <summary>The repository's folder.</summary>
    public static string Root { get; } = typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "RepositoryRoot").Value!;

    /// <summary>The folder to put on PSModulePath: it holds the module as it is installed.</summary>
    public static string ModulePath { get; } = Path.Combine(Root, "out");

    /// <summary>The runbook that the tour runs.</summary>
    public static string Runbook { get; } = Path.Combine(Root, "samples", "GoldenImage.ps1");
}
