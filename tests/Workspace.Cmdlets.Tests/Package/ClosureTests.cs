using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Workspace.Tests.Pester;
using Xunit;

namespace Workspace.Tests.Package;

/// <summary>
/// Ring 3: on Windows PowerShell 5.1 nobody can redirect versions, so what the module's assemblies refer to must be there
/// exactly so: in the module, or in .NET Framework 4.7.2.
/// </summary>
public sealed class ClosureTests
{
    private const string WindowsPowerShell = "System.Management.Automation, Version=3.0.0.0, Culture=neutral, PublicKeyToken=31bf3856ad364e35";

    private static string[] Shipped => Directory.GetFiles(Path.Combine(TestFolders.Module, "Desktop"), "*.dll");

    [Fact]
    public void Every_reference_is_there_in_its_exact_version()
    {
        HashSet<string> there = [WindowsPowerShell, .. Shipped.Select(path => Look(path, file => file.Name.FullName))];
        string[] missing = [.. Shipped
            .SelectMany(path => Look(path, file => file.References.Select(to => (From: file.Name.Name, To: to)).ToArray()))
            .Where(pair => !there.Contains(pair.To.FullName) && InFramework(pair.To.Name!) != pair.To.FullName)
            .Select(pair => $"{pair.From} wants {pair.To}; .NET Framework has {InFramework(pair.To.Name!) ?? "none"}")];

        Assert.Contains(there, name => name.StartsWith("System.Text.Json,", StringComparison.Ordinal));
        Assert.True(missing.Length == 0, string.Join('\n', missing));
    }

    [Fact]
    public void What_the_framework_has_too_is_shipped_without_types_of_its_own()
    {
        // It is there for its version; a second ValueTuple would be another type.
        (string Name, int Types)[] shipped = [.. Shipped.Select(path => Look(path, file => (file.Name.Name!, file.PublicTypes)))];

        Assert.Equal([("System.ValueTuple", 0)], shipped.Where(file => InFramework(file.Name) is not null));
    }

    private static string? InFramework(string name) => new[] { TestFolders.Framework, Path.Combine(TestFolders.Framework, "Facades") }
        .Select(folder => Path.Combine(folder, name + ".dll"))
        .Where(File.Exists)
        .Select(path => Look(path, file => file.Name.FullName))
        .FirstOrDefault();

    private static T Look<T>(string path, Func<AssemblyFile, T> look)
    {
        using AssemblyFile file = AssemblyFile.Open(path);
        return look(file);
    }
}
