using System;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Xunit.Runner.InProc.SystemConsole;

namespace Workspace.Tests;

/// <summary>Runs the tests, or calls the endpoints that the command line names.</summary>
internal static class Program
{
    private static Task<int> Main(string[] arguments)
    {
        // xUnit refers to an assembly that Debian's Mono lacks; its types are in Mono's mscorlib.
        AppDomain.CurrentDomain.AssemblyResolve += (_, missing) =>
            new AssemblyName(missing.Name).Name == "System.Runtime.InteropServices.RuntimeInformation" ? typeof(object).Assembly : null;
        if (Environment.GetEnvironmentVariable(OldAddresses.Variable) is not null)
        {
            OldAddresses.Use();
        }

        return arguments is [var first, ..] && Uri.IsWellFormedUriString(first, UriKind.Absolute) ? EndpointCalls.RunAsync(arguments) : RunAsync(arguments);
    }

    // A method of its own, which is compiled when what it refers to can be found.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Task<int> RunAsync(string[] arguments) => ConsoleRunner.Run(arguments);
}
