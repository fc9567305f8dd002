using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Workspace.Tests.Pester;
using Xunit;

namespace Workspace.Tests.Package;

/// <summary>Ring 3: what the package says of itself, and how large it is.</summary>
public sealed class PackageTests
{
    private const int MostBytes = 2_500_000;

    private static string[] Tags => ModulePackage.Metadata(TestFolders.Package, "tags").Split(' ');

    [Theory]
    [InlineData("id", "Workspace")]
    [InlineData("requireLicenseAcceptance", "false")]
    public void It_is_named_as_the_module_and_can_be_installed_unattended(string name, string value) =>
        Assert.Equal(value, ModulePackage.Metadata(TestFolders.Package, name));

    [Theory]
    [InlineData("authors", "Author")]
    [InlineData("owners", "CompanyName")]
    [InlineData("description", "Description")]
    [InlineData("copyright", "Copyright")]
    [InlineData("releaseNotes", "ReleaseNotes")]
    [InlineData("licenseUrl", "LicenseUri")]
    public void It_says_what_the_manifest_says(string name, string key)
    {
        string said = ModulePackage.Metadata(TestFolders.Package, name);

        Assert.NotEmpty(said);
        Assert.Equal(StagedManifest.Read()[key], said);
    }

    [Fact]
    public void Its_version_is_the_manifests()
    {
        string prerelease = StagedManifest.Read()["Prerelease"];

        Assert.Equal(StagedManifest.Read()["ModuleVersion"] + (prerelease.Length == 0 ? "" : "-" + prerelease), ModulePackage.Metadata(TestFolders.Package, "version"));
    }

    [Fact]
    public void Its_tags_let_the_Gallery_find_editions_and_cmdlets()
    {
        Assert.Superset(new HashSet<string> { "PSModule", "PSIncludes_Cmdlet", "PSEdition_Core", "PSEdition_Desktop" }, Tags.ToHashSet());
        string[] cmdlets = StagedManifest.Read().Cmdlets;
        Assert.Equal(cmdlets.Order(StringComparer.Ordinal), Tags.Where(tag => tag.StartsWith("PSCmdlet_", StringComparison.Ordinal)).Select(tag => tag["PSCmdlet_".Length..]).Order(StringComparer.Ordinal));
        Assert.Equal(cmdlets.Order(StringComparer.Ordinal), Tags.Where(tag => tag.StartsWith("PSCommand_", StringComparison.Ordinal)).Select(tag => tag["PSCommand_".Length..]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void It_is_small() => Assert.InRange(new FileInfo(TestFolders.Package).Length, 1, MostBytes);
}
