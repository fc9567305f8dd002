using System;
using System.Threading.Tasks;
using Workspace.Tour;

namespace Workspace.Tests.Pester;

/// <summary>The PowerShell of this run of the tests. Where there is none, each test that needs it fails and says why.</summary>
internal static class TestEngine
{
    private static readonly Lazy<Task<PowerShellEngine>> _found = new(() => PowerShellEngine.FindAsync(
        TestFolders.Repository,
        Environment.GetEnvironmentVariable(PowerShellEngine.Variable),
        default));

    /// <summary>It, found once.</summary>
    public static Task<PowerShellEngine> Found => _found.Value;
}
