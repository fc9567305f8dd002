using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.Http;

/// <summary>The client's build for Windows PowerShell, in a process of its own.</summary>
public sealed class NetFrameworkTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    // .NET Framework sends a write again by itself when its pooled connection turns out dead: it must not get a pooled one.
    [Fact]
    public async Task A_write_goes_over_a_connection_of_its_own_and_is_received_once()
    {
        string? mono = FindMono();
        Assert.SkipUnless(OperatingSystem.IsWindows() || mono is not null, "This build runs on Windows, or on Mono, which is not installed here.");
        string program = typeof(NetFrameworkTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "NetFrameworkProgram").Value!;
        await using var server = new FragileServer(withReset: true);
        var start = new ProcessStartInfo(mono ?? program) { RedirectStandardOutput = true };
        if (mono is not null)
        {
            start.ArgumentList.Add(program);
        }

        start.ArgumentList.Add(server.Endpoint.AbsoluteUri);
        using Process process = Process.Start(start)!;
        string said = await process.StandardOutput.ReadToEndAsync(Stop);
        await process.WaitForExitAsync(Stop);

        Assert.Equal((0, "j1"), (process.ExitCode, said.Trim()));
        Assert.Equal([("GET", 1), ("POST", 2)], server.Received);
    }

    private static string? FindMono() => OperatingSystem.IsWindows()
        ? null
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "mono")).FirstOrDefault(File.Exists);
}
