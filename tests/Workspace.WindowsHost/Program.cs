using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Emit;

namespace Workspace.WindowsHost;

/// <summary>Imports the module, works with it, and tells what came of it: a line each, a name, a blank, a value.</summary>
internal static class Program
{
    private const string Older = "System.Memory, Version=4.0.1.2, Culture=neutral, PublicKeyToken=cc7b13ffcd2ddd51";

    /// <param name="arguments">The module's folder for Windows PowerShell, then the files that stand for the platform's own assemblies.</param>
    private static int Main(string[] arguments)
    {
        AppDomain.CurrentDomain.AssemblyResolve += (_, asked) =>
            arguments.Skip(1).Where(file => Path.GetFileNameWithoutExtension(file) == new AssemblyName(asked.Name).Name).Select(Assembly.LoadFrom).FirstOrDefault();
        var module = new ImportedModule(arguments[0]);
        Console.WriteLine($"project {module.ConnectToEmulator()}");
        foreach (Assembly loaded in AppDomain.CurrentDomain.GetAssemblies().Where(assembly => !assembly.IsDynamic && !assembly.GlobalAssemblyCache))
        {
            Console.WriteLine($"loaded {loaded.Location}");
        }

        foreach (KeyValuePair<string, Assembly?> asking in Asking(arguments[0], module))
        {
            Console.WriteLine($"{asking.Key} {module.Resolve(null, new ResolveEventArgs(Older, asking.Value))?.Location ?? "nothing"}");
        }

        Console.WriteLine($"not-there {module.Resolve(null, new ResolveEventArgs("Not.There, Version=1.0.0.0", module.Cmdlets))?.Location ?? "nothing"}");
        Console.WriteLine($"really {LoadOlder()}");
        return 0;
    }

    // Who may ask for an assembly: one of the module's, one of the host's, the same as one of the module's but of another folder, one without a file, nobody.
    private static Dictionary<string, Assembly?> Asking(string folder, ImportedModule module)
    {
        string copy = Path.Combine(AppDomain.CurrentDomain.BaseDirectory, "copy", "System.Text.Json.dll");
        Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
        File.Copy(Path.Combine(folder, "System.Text.Json.dll"), copy, overwrite: true);
        return new()
        {
            ["own"] = module.Cmdlets,
            ["host"] = typeof(Program).Assembly,
            ["copy"] = Assembly.LoadFile(copy),
            ["made"] = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Made"), AssemblyBuilderAccess.Run),
            ["nobody"] = null,
        };
    }

    private static string LoadOlder()
    {
        try
        {
            return Assembly.Load(Older).Location;
        }
        catch (FileNotFoundException)
        {
            return "nothing";
        }
    }
}
