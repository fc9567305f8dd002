using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Workspace.Tests.Pester;
using Xunit;

namespace Workspace.Tests.Package;

/// <summary>Ring 3: what lies in the module's folder.</summary>
public sealed class StagedModuleTests
{
    [Fact]
    public void The_engine_is_not_in_it()
    {
        // A copy beside the module would shadow PowerShell's own.
        string[] all = [.. Directory.EnumerateFiles(TestFolders.Module, "*", SearchOption.AllDirectories).Select(Path.GetFileName)!];

        Assert.Contains("Workspace.Cmdlets.dll", all);
        Assert.DoesNotContain("System.Management.Automation.dll", all, StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public void On_PowerShell_7_it_brings_only_its_own_assemblies()
    {
        string[] files = [.. Directory.EnumerateFiles(Path.Combine(TestFolders.Module, "Core"), "*.dll", SearchOption.AllDirectories).Select(Path.GetFileName).Order()!];

        Assert.Equal(["Workspace.Cmdlets.dll", "Workspace.Core.dll", "Workspace.Emulator.dll"], files);
    }

    [Theory]
    [InlineData("LICENSE")]
    [InlineData("THIRD-PARTY-NOTICES.md")]
    [InlineData("CHANGELOG.md")]
    [InlineData("Workspace.Format.ps1xml")]
    [InlineData("Workspace.Types.ps1xml")]
    [InlineData("Desktop/Workspace.Cmdlets.dll")]
    [InlineData("en-US/Workspace.Cmdlets.dll-Help.xml")]
    [InlineData("en-US/about_Workspace.help.txt")]
    [InlineData("en-US/about_Workspace_Authentication.help.txt")]
    [InlineData("en-US/about_Workspace_Emulator.help.txt")]
    [InlineData("en-US/about_Workspace_Rollouts.help.txt")]
    [InlineData("examples/GoldenImage.ps1")]
    [InlineData("examples/PatchNight.ps1")]
    [InlineData("examples/PatchNight.Tests.ps1")]
    public void What_belongs_to_it_is_there(string file) => Assert.True(File.Exists(Path.Combine(TestFolders.Module, file)));

    [Fact]
    public void What_others_made_is_named_with_its_licence_and_the_version_that_was_built_with()
    {
        string notices = File.ReadAllText(Path.Combine(TestFolders.Module, "THIRD-PARTY-NOTICES.md"));
        string[] others = [.. Directory.EnumerateFiles(Path.Combine(TestFolders.Module, "Desktop"), "*.dll")
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Where(name => !name.StartsWith("Workspace.", StringComparison.Ordinal))];
        string assets = File.ReadAllText(Path.Combine(TestFolders.Repository, "src", "Workspace.Cmdlets", "obj", "project.assets.json"));

        Assert.NotEmpty(others);
        Assert.All(others, name =>
        {
            Match row = Regex.Match(notices, $@"^\| {Regex.Escape(name)}\.dll \| {Regex.Escape(name)} (?<version>\S+) \| MIT \|", RegexOptions.Multiline);
            Assert.True(row.Success, name);
            Assert.Contains($"\"{name}/{row.Groups["version"].Value}\"", assets, StringComparison.Ordinal);
        });
        Assert.Equal(others.Length, Regex.Count(notices, @"^\| \S+\.dll \|", RegexOptions.Multiline));
    }

    [Theory]
    [InlineData("Core")]
    [InlineData("Desktop")]
    public void The_manifest_exports_every_cmdlet_and_nothing_else(string framework)
    {
        using AssemblyFile cmdlets = AssemblyFile.Open(Path.Combine(TestFolders.Module, framework, "Workspace.Cmdlets.dll"));

        Assert.Equal(cmdlets.Cmdlets.Order(StringComparer.Ordinal), StagedManifest.Read().Cmdlets.Order(StringComparer.Ordinal));
    }
}
