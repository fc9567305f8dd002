using System.Threading.Tasks;

namespace System.Diagnostics;

/// <summary>What .NET's processes can do besides.</summary>
internal static class Processes
{
    public static Task WaitForExitAsync(this Process process) => Task.Run(process.WaitForExit);
}
