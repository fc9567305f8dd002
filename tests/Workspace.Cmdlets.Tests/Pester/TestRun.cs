using System;
using System.IO;
using Workspace.Tests.Package;
using Workspace.Tests.Pester;
using Xunit;

[assembly: AssemblyFixture(typeof(TestRun))]

namespace Workspace.Tests.Pester;

/// <summary>
/// What one run of the tests lays out for itself, and takes away at its end. Two runs at once, or a build beside one, must not replace each other's
/// module; and the module lies where no other build of it is below the same module path, which PowerShell would search too.
/// </summary>
public sealed class TestRun : IDisposable
{
    private static readonly Lazy<string> _folder = new(() => Directory.CreateTempSubdirectory("workspace-tests-").FullName);
    private static readonly Lazy<string> _module = new(() => ModulePackage.Install(TestFolders.Package, Path.Combine(Folder, "modules", "Workspace", TestFolders.Named("ModuleVersion"))));

    /// <summary>This run's own folder.</summary>
    internal static string Folder => _folder.Value;

    /// <summary>The module, installed into a module path that holds nothing else.</summary>
    internal static string Module => _module.Value;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_folder.IsValueCreated)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
