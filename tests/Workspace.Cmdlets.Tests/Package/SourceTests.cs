using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Workspace.Tests.Pester;
using Xunit;

namespace Workspace.Tests.Package;

/// <summary>Ring 3: what the code of the module never does.</summary>
public sealed class SourceTests
{
    private static readonly string[] _projects = ["Workspace.Core", "Workspace.Cmdlets", "Workspace.Emulator"];

    [Fact]
    public void Nothing_is_written_to_the_console()
    {
        string[] files = [.. _projects
            .SelectMany(project => Directory.EnumerateFiles(Path.Combine(TestFolders.Repository, "src", project), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))];

        Assert.True(files.Length > 100, "The code is not where it is looked for.");
        Assert.DoesNotContain(files, file => Regex.IsMatch(File.ReadAllText(file), @"\bConsole\.(Write|Out\b|Error\b|Read|In\b)"));
    }
}
