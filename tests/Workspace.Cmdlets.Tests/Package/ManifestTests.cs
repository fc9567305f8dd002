using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Workspace.Tests.Pester;
using Xunit;

namespace Workspace.Tests.Package;

/// <summary>Ring 3: what the manifest says, as the PowerShell Gallery wants it.</summary>
public sealed class ManifestTests
{
    private static readonly string _text = File.ReadAllText(Path.Combine(TestFolders.Module, "Workspace.psd1"));

    [Theory]
    [InlineData("FunctionsToExport")]
    [InlineData("AliasesToExport")]
    [InlineData("VariablesToExport")]
    public void It_exports_by_name_and_nothing_else(string key)
    {
        Assert.Matches($@"(?m)^\s*{key}\s*= @\(\)\r?$", _text);
        Assert.NotEmpty(StagedManifest.Read().Cmdlets);
        Assert.DoesNotContain(StagedManifest.Read().Cmdlets, name => name.Contains('*'));
    }

    [Theory]
    [InlineData("ModuleVersion", @"^\d+\.\d+\.\d+$")]
    [InlineData("GUID", "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
    [InlineData("Author", @"\w")]
    [InlineData("CompanyName", @"\w")]
    [InlineData("Copyright", "MIT")]
    [InlineData("Description", "Huawei Cloud Workspace")]
    [InlineData("PowerShellVersion", @"^5\.1$")]
    [InlineData("DotNetFrameworkVersion", @"^4\.7\.2$")]
    [InlineData("ReleaseNotes", @"CHANGELOG\.md")]
    public void It_says_what_it_is(string key, string pattern)
    {
        Assert.Matches(pattern, StagedManifest.Read()[key]);
        Assert.Contains("CompatiblePSEditions   = @('Desktop', 'Core')", _text, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_tags_are_words_and_its_licence_has_an_address()
    {
        string[] tags = [.. Regex.Matches(Regex.Match(_text, @"Tags\s*=\s*@\(([^)]*)\)").Groups[1].Value, "'([^']*)'").Select(match => match.Groups[1].Value)];

        Assert.All(["PSEdition_Desktop", "PSEdition_Core", "Windows", "Linux", "MacOS"], tag => Assert.Contains(tag, tags));
        Assert.All(tags, tag => Assert.Matches(@"^[\w-]+\z", tag));
        Assert.Equal(StagedManifest.Read().Cmdlets, tags.Where(tag => tag.StartsWith("PSCommand_", StringComparison.Ordinal)).Select(tag => tag["PSCommand_".Length..]));
        Assert.StartsWith("https://", StagedManifest.Read()["LicenseUri"], StringComparison.Ordinal);
    }

    // The project has no home on the web yet. Whoever gives it one writes it here.
    [Theory]
    [InlineData("HelpInfoURI")]
    [InlineData("ProjectUri")]
    [InlineData("IconUri")]
    public void It_names_no_address_that_is_made_up(string key) => Assert.DoesNotContain(key, _text, StringComparison.OrdinalIgnoreCase);
}
