using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Threading;
using System.Threading.Tasks;
using CliWrap;
using CliWrap.Buffered;

namespace Workspace.Tests.Pester;

/// <summary>How the tests start a program.</summary>
internal static class TestProcess
{
    /// <summary>Runs a program to its end, or ends it with all that it started when it takes too long.</summary>
    /// <returns>What became of it; null where it cannot be started.</returns>
    public static async Task<BufferedCommandResult?> RunAsync(string program, IReadOnlyList<string> arguments, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timer.CancelAfter(limit);
        try
        {
            return await Isolate(Cli.Wrap(program).WithArguments(arguments)).WithValidation(CommandResultValidation.None).ExecuteBufferedAsync(timer.Token);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    /// <summary>The command in the tests' folder, without colours, with sockets on this machine reached directly.</summary>
    public static Command Isolate(Command command) => command
        .WithWorkingDirectory(TestFolders.Tests)
        .WithEnvironmentVariables(new Dictionary<string, string?>(command.EnvironmentVariables)
        {
            ["NO_COLOR"] = "1",
            ["NO_PROXY"] = "127.0.0.1",

            // PowerShell sends and loads nothing of its own meanwhile.
            ["POWERSHELL_TELEMETRY_OPTOUT"] = "1",
            ["POWERSHELL_UPDATECHECK"] = "Off",

            // Short runs never earn back what the compiler's profiling costs.
            ["DOTNET_TieredPGO"] = "0",
        });
}
