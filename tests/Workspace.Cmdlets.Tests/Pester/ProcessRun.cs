using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Workspace.Tests.Pester;

/// <summary>What became of a program.</summary>
/// <param name="ExitCode">Its exit code; null when it could not be started or took too long.</param>
/// <param name="Output">What it printed, errors too.</param>
internal sealed record ProcessRun(int? ExitCode, string Output)
{
    /// <summary>Runs a program to its end, or ends it with all that it started when it takes too long.</summary>
    public static async Task<ProcessRun> StartAsync(string program, IEnumerable<string> arguments, TimeSpan limit, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = TestFolders.Tests,
        };

        // Tests never meet the real keys of who runs them, and their sockets are on this machine.
        foreach (string name in start.Environment.Keys.Where(IsCredential).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["NO_COLOR"] = "1";

        // Short runs never earn back what the compiler's profiling costs.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["NO_PROXY"] = "127.0.0.1";

        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timer.CancelAfter(limit);
        try
        {
            using Process process = Process.Start(start)!;
            process.StandardInput.Close();
            Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            Task<string> errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
            try
            {
                await process.WaitForExitAsync(timer.Token);
                return new ProcessRun(process.ExitCode, await output + await errors);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                return new ProcessRun(null, $"{await output}{await errors}\nIt was ended because it took longer than {limit.TotalSeconds:0} seconds.");
            }
        }
        catch (Win32Exception missing)
        {
            return new ProcessRun(null, missing.Message);
        }
    }

    private static bool IsCredential(string variable) =>
        variable.StartsWith("HUAWEICLOUD_", StringComparison.OrdinalIgnoreCase) || variable.StartsWith("HW_", StringComparison.OrdinalIgnoreCase);
}
