using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Xml.Linq;

namespace Workspace.Tests.Package;

/// <summary>The module's package, as the PowerShell Gallery takes it.</summary>
internal static class ModulePackage
{
    // What belongs to the package alone; Install-PSResource leaves it out too.
    private static readonly string[] _wrapping = ["_rels/", "package/", "[Content_Types].xml", "Workspace.nuspec"];

    /// <summary>Unpacks it into a new folder.</summary>
    /// <returns>The folder.</returns>
    public static string Install(string package, string folder)
    {
        using ZipArchive archive = ZipFile.OpenRead(package);
        foreach (ZipArchiveEntry entry in archive.Entries.Where(entry => !_wrapping.Any(part => entry.FullName.StartsWith(part, StringComparison.Ordinal))))
        {
            string file = Path.Combine(folder, Uri.UnescapeDataString(entry.FullName));
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            entry.ExtractToFile(file);
        }

        return folder;
    }

    /// <summary>What it says of itself.</summary>
    /// <param name="package">The package's file.</param>
    /// <param name="name">The element's name.</param>
    public static string Metadata(string package, string name)
    {
        using ZipArchive archive = ZipFile.OpenRead(package);
        using Stream nuspec = archive.GetEntry("Workspace.nuspec")!.Open();
        return XDocument.Load(nuspec).Descendants().Single(element => element.Name.LocalName == name).Value;
    }
}
