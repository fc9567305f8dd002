#if NETFRAMEWORK
using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Reflection;

namespace Workspace.Commands.Infrastructure;

/// <summary>
/// Finds the libraries that lie beside the module in Windows PowerShell, which has no System.Text.Json of its own. It answers
/// only what assemblies of this folder ask for, so it never decides for another module.
/// </summary>
public sealed class AssemblyResolver : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private static readonly string _folder = Path.GetDirectoryName(typeof(AssemblyResolver).Assembly.Location)!;

    /// <inheritdoc/>
    public void OnImport() => AppDomain.CurrentDomain.AssemblyResolve += Resolve;

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => AppDomain.CurrentDomain.AssemblyResolve -= Resolve;

    private static Assembly? Resolve(object? sender, ResolveEventArgs args)
    {
        if (args.RequestingAssembly is not { IsDynamic: false } asking || !IsHere(asking))
        {
            return null;
        }

        var wanted = new AssemblyName(args.Name);
        string file = Path.Combine(_folder, wanted.Name + ".dll");
        return AppDomain.CurrentDomain.GetAssemblies().FirstOrDefault(loaded => !loaded.IsDynamic && loaded.FullName == wanted.FullName && IsHere(loaded))
            ?? (File.Exists(file) ? Assembly.LoadFrom(file) : null);
    }

    private static bool IsHere(Assembly assembly) =>
        string.Equals(Path.GetDirectoryName(assembly.Location), _folder, StringComparison.OrdinalIgnoreCase);
}
#endif
