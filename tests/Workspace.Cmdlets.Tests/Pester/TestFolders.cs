using System.Linq;
using System.Reflection;

namespace Workspace.Tests.Pester;

/// <summary>Where the build said that things lie.</summary>
internal static class TestFolders
{
    /// <summary>This project's folder, with the Pester files in its rooms.</summary>
    public static string Tests => Named("TestFolder");

    /// <summary>The module as a user imports it.</summary>
    public static string Module => Named("ModuleFolder");

    /// <summary>Where each Pester file's counts go.</summary>
    public static string Results => Named("ResultFolder");

    private static string Named(string key) => Assembly.GetExecutingAssembly()
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
