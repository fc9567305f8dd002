using System;
using System.Collections;
using System.IO;
using System.Reflection;
using System.Threading;

namespace Workspace.WindowsHost;

/// <summary>The module, loaded by its path as Windows PowerShell does it. This program refers to nothing of it.</summary>
internal sealed class ImportedModule
{
    private const BindingFlags Any = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private readonly Assembly _cmdlets;

    public ImportedModule(string folder)
    {
        _cmdlets = Assembly.LoadFrom(Path.Combine(folder, "Workspace.Cmdlets.dll"));
        Type resolver = Named("Workspace.Commands.Infrastructure.AssemblyResolver");
        resolver.GetMethod("OnImport")!.Invoke(Activator.CreateInstance(resolver), null);
        Resolve = (ResolveEventHandler)Delegate.CreateDelegate(typeof(ResolveEventHandler), resolver.GetMethod("Resolve", Any)!);
    }

    /// <summary>The module's own assembly.</summary>
    public Assembly Cmdlets => _cmdlets;

    /// <summary>What the module answers when an assembly is not found.</summary>
    public ResolveEventHandler Resolve { get; }

    /// <summary>Connects to the emulator, and says to which project.</summary>
    public string ConnectToEmulator()
    {
        object made = Named("Workspace.Commands.EmulatorConnection").GetMethod("Make", Any)!.Invoke(null, [new Hashtable()]);
        object options = made.GetType().GetField("Item1")!.GetValue(made);
        Type client = options.GetType().Assembly.GetType("Workspace.WorkspaceClient", throwOnError: true);
        object connecting = client.GetMethod("ConnectAsync", Any)!.Invoke(null, [options, null, CancellationToken.None]);
        object connection = connecting.GetType().GetProperty("Result")!.GetValue(connecting);
        return (string)client.GetProperty("ProjectId")!.GetValue(connection);
    }

    private Type Named(string name) => _cmdlets.GetType(name, throwOnError: true);
}
