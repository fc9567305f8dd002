using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Workspace.Tests.Pester;
using Xunit;

namespace Workspace.Tests.Package;

/// <summary>
/// Ring 3: on Windows PowerShell 5.1 nobody can redirect versions, so the assemblies that the module brings must refer to
/// each other exactly as they are.
/// </summary>
public sealed class ClosureTests
{
    // Windows PowerShell and .NET Framework have these themselves, in whatever version.
    private static readonly HashSet<string> _platform = new(StringComparer.OrdinalIgnoreCase)
    {
        "mscorlib", "netstandard", "System", "System.Core", "System.Data", "System.Management.Automation", "System.Net.Http",
        "System.Numerics", "System.Runtime.Serialization", "System.ValueTuple", "System.Xml", "System.Xml.Linq",
    };

    [Fact]
    public void Every_reference_is_there_in_its_exact_version()
    {
        AssemblyFile[] files = [.. Directory.EnumerateFiles(Path.Combine(TestFolders.Module, "net472"), "*.dll").Select(AssemblyFile.Open)];
        try
        {
            Dictionary<string, Version?> there = files.ToDictionary(file => file.Name.Name!, file => file.Name.Version, StringComparer.OrdinalIgnoreCase);
            Assert.Contains("System.Text.Json", there.Keys);

            string[] wrong = [.. files.SelectMany(file => file.References.Select(reference => (From: file.Name, To: reference)))
                .Where(pair => !_platform.Contains(pair.To.Name!))
                .Where(pair => !there.TryGetValue(pair.To.Name!, out Version? version) || version != pair.To.Version)
                .Select(pair => $"{pair.From.Name} wants {pair.To.Name} {pair.To.Version}; there is {(there.TryGetValue(pair.To.Name!, out Version? version) ? version?.ToString() : "none")}")];

            Assert.True(wrong.Length == 0, string.Join("\n", wrong));
        }
        finally
        {
            Array.ForEach(files, file => file.Dispose());
        }
    }
}
