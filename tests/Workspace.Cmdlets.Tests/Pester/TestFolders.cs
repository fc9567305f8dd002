using System.Linq;
using System.Reflection;

namespace Workspace.Tests.Pester;

/// <summary>Where the build said that things lie.</summary>
internal static class TestFolders
{
    /// <summary>The repository.</summary>
    public static string Repository => Named("RepositoryFolder");

    /// <summary>This project's folder, with the Pester files in its rooms.</summary>
    public static string Tests => Named("TestFolder");

    /// <summary>The module as a user imports it: its package, installed into a module path that holds nothing else.</summary>
    public static string Module => TestRun.Module;

    /// <summary>The module's package.</summary>
    public static string Package => Named("PackageFile");

    /// <summary>The assemblies of .NET Framework 4.7.2, as compilers see them.</summary>
    public static string Framework => Named("FrameworkFolder");

    /// <summary>Where the counts of each Pester file go when all have run.</summary>
    public static string Results => Named("ResultFolder");

    /// <summary>What the project file calls so.</summary>
    public static string Named(string key) => Assembly.GetExecutingAssembly()
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
