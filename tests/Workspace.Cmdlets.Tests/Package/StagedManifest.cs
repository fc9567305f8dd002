using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Workspace.Tests.Pester;

namespace Workspace.Tests.Package;

/// <summary>What the staged module's manifest says, as far as tests without PowerShell need it.</summary>
/// <param name="text">The manifest.</param>
internal sealed class StagedManifest(string text)
{
    /// <summary>CmdletsToExport.</summary>
    public string[] Cmdlets
    {
        get
        {
            string list = Regex.Match(text, @"CmdletsToExport\s*=\s*@\(([^)]*)\)").Groups[1].Value;
            return [.. Regex.Matches(list, "'([^']+)'").Select(match => match.Groups[1].Value)];
        }
    }

    /// <summary>A value on one line, or an empty text.</summary>
    public string this[string key] => Regex.Match(text, $@"^\s*{key}\s*=\s*'([^']+)'", RegexOptions.Multiline).Groups[1].Value;

    /// <summary>Reads it.</summary>
    public static StagedManifest Read() => new(File.ReadAllText(Path.Combine(TestFolders.Module, "Workspace.psd1")));
}
