using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Workspace.Tests.Pester;

namespace Workspace.Tests.Package;

/// <summary>What the staged module's manifest says, as far as tests without PowerShell need it.</summary>
/// <param name="Cmdlets">CmdletsToExport.</param>
internal sealed record StagedManifest(string[] Cmdlets)
{
    /// <summary>Reads it.</summary>
    public static StagedManifest Read()
    {
        string text = File.ReadAllText(Path.Combine(TestFolders.Module, "Workspace.psd1"));
        string list = Regex.Match(text, @"CmdletsToExport\s*=\s*@\(([^)]*)\)").Groups[1].Value;
        return new StagedManifest([.. Regex.Matches(list, "'([^']+)'").Select(match => match.Groups[1].Value)]);
    }
}
