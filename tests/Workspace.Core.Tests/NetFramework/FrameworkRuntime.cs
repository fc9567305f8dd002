using System;
using System.IO;
using System.Linq;
using Xunit;

namespace Workspace.Tests.NetFramework;

/// <summary>What runs programs of .NET Framework on this machine: Windows by itself, elsewhere Mono.</summary>
internal static class FrameworkRuntime
{
    public static bool IsMono => !OperatingSystem.IsWindows();

    /// <summary>How a program is started; skips the test where that cannot be.</summary>
    public static (string Program, string[] Arguments) Start(string program)
    {
        if (!IsMono)
        {
            return (program, []);
        }

        string? mono = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "mono")).FirstOrDefault(File.Exists);
        Assert.SkipWhen(mono is null, "The build for Windows PowerShell runs on Windows, or on Mono, which is not installed here. On Debian: apt-get install mono-runtime libmono-cil-dev.");
        return (mono, [program]);
    }
}
