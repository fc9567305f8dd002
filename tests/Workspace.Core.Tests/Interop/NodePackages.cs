using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace Workspace.Tests.Interop;

/// <summary>What the tests take from npm (tests/Node), and the Node.js that runs it.</summary>
internal static class NodePackages
{
    private static readonly string _folder =
        typeof(NodePackages).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "NodeFolder").Value!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Restores the packages and gives a way to start a program that uses them; skips the test where Node.js or npm is not there.</summary>
    /// <param name="program">A file of tests/Node.</param>
    public static async Task<ProcessStartInfo> ForAsync(string program)
    {
        string? node = Find("node");
        Assert.SkipWhen(node is null || Find("npm") is null, "Node.js or npm is not on the path, so the vendor's own client was not tried. Install Node.js 18 or later.");

        return new ProcessStartInfo(node!, [Path.Combine(_folder, program)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["NODE_PATH"] = await RestoreAsync(node!) },
        };
    }

    private static async Task<string> RestoreAsync(string node)
    {
        using Process restore = Process.Start(new ProcessStartInfo(node, [Path.Combine(_folder, "restore.cjs")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> output = restore.StandardOutput.ReadToEndAsync(Stop);
        string errors = await restore.StandardError.ReadToEndAsync(Stop);
        await restore.WaitForExitAsync(Stop);
        Assert.True(restore.ExitCode == 0, $"The npm packages of the tests could not be restored: {errors}");
        return (await output).Trim();
    }

    private static string? Find(string program)
    {
        IEnumerable<string> names = OperatingSystem.IsWindows() ? [program + ".exe", program + ".cmd"] : [program];
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
    }
}
