using System.IO;
using System.Linq;
using System.Reflection;

namespace Workspace.Benchmarks.Fleet;

/// <summary>Where the build said that things lie.</summary>
internal static class Places
{
    /// <summary>The repository.</summary>
    public static string Repository => Named("RepositoryFolder");

    /// <summary>The module's folder, as a user copies it.</summary>
    public static string Module => Named("ModuleFolder");

    public static string Manifest => Path.Combine(Module, "Workspace.psd1");

    /// <summary>What Publish-PSResource takes: the build packs the folder.</summary>
    public static FileInfo Package => new(Path.Combine(Module, "..", "..", $"Workspace.{Path.GetFileName(Path.TrimEndingDirectorySeparator(Module))}.nupkg"));

    /// <summary>The console program that does the least that can be done.</summary>
    public static string Floor => Named("Floor");

    /// <summary>The binary module of one cmdlet.</summary>
    public static string Plain => Named("Plain");

    /// <summary>The script of a contender.</summary>
    public static string Script(string name) => Path.Combine(Named("ContenderFolder"), name + ".ps1");

    private static string Named(string key) => Assembly.GetExecutingAssembly()
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
