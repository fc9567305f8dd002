using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Tests.Support;
using Xunit;

namespace Workspace.Tests.NetFramework;

/// <summary>The program with these tests on the build for Windows PowerShell.</summary>
internal static class FrameworkProgram
{
    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(5);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Runs it to its end.</summary>
    /// <param name="arguments">Which tests.</param>
    /// <param name="variables">What is set in its environment.</param>
    public static async Task<FrameworkReport> RunAsync(IEnumerable<string> arguments, params string[] variables)
    {
        (string program, string[] before) = FrameworkRuntime.Start(Metadata("NetFrameworkProgram"));
        DirectoryInfo folder = Directory.CreateTempSubdirectory("workspace-framework-");
        try
        {
            string report = Path.Combine(folder.FullName, "report.xml");
            string certificate = Path.Combine(folder.FullName, "certificate.pfx");
            using (X509Certificate2 made = TestCertificate.SelfSigned())
            {
                await File.WriteAllBytesAsync(certificate, made.Export(X509ContentType.Pfx, ""), Stop);
            }

            var start = new ProcessStartInfo(program, [.. before, "-noColor", "-noLogo", "-xml", report, .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            start.Environment[TestCertificate.Variable] = certificate;

            // With its usual four megabytes Mono takes half as long again.
            start.Environment["MONO_GC_PARAMS"] = "nursery-size=64m";
            foreach (string variable in variables)
            {
                start.Environment[variable] = "1";
            }

            string said = await RunAsync(start);
            Assert.True(File.Exists(report), said);
            return FrameworkReport.Read(report);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>What the project file says.</summary>
    public static string Metadata(string key) =>
        typeof(FrameworkProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;

    // What it printed, which matters only where it wrote no report.
    private static async Task<string> RunAsync(ProcessStartInfo start)
    {
        using Process process = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(_limit);
        Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        Task<string> errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }

        return await output + await errors;
    }
}
