using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace Workspace.Tour;

/// <summary>A PowerShell 7 on this machine.</summary>
internal sealed class PowerShellHost
{
    // The module is built for .NET 8, which PowerShell 7.4 was the first to run on.
    private static readonly System.Version _lowest = new(7, 4);

    private readonly string _program;
    private readonly string[] _prefix;

    private PowerShellHost(string program, string[] prefix, string version)
    {
        _program = program;
        _prefix = prefix;
        Version = version;
    }

    /// <summary>What it says of itself, such as "PowerShell 7.6.5".</summary>
    public string Version { get; }

    /// <summary>The one on PATH, or the one that the tool manifest brings; null where neither is to be had.</summary>
    public static async Task<PowerShellHost?> FindAsync()
    {
        if (await TryAsync("pwsh", []) is { } onPath)
        {
            return onPath;
        }

        (int restored, _) = await RunAsync("dotnet", ["tool", "restore"], [], echo: false);
        return restored == 0 ? await TryAsync("dotnet", ["tool", "run", "pwsh", "--"]) : null;
    }

    /// <summary>Runs a command as at a prompt where nobody answers, showing what it prints.</summary>
    /// <returns>The exit code and the printed lines.</returns>
    public Task<(int ExitCode, IReadOnlyList<string> Lines)> RunAsync(string command, IReadOnlyDictionary<string, string> environment) =>
        RunAsync(_program, [.. _prefix, "-NoProfile", "-NonInteractive", "-Command", command], environment, echo: true);

    private static async Task<PowerShellHost?> TryAsync(string program, string[] prefix)
    {
        (int exitCode, IReadOnlyList<string> lines) = await RunAsync(program, [.. prefix, "--version"], [], echo: false);
        return exitCode == 0 && lines.Count > 0 && IsNewEnough(lines[0]) ? new PowerShellHost(program, prefix, lines[0]) : null;
    }

    private static async Task<(int ExitCode, IReadOnlyList<string> Lines)> RunAsync(
        string program,
        IEnumerable<string> arguments,
        IEnumerable<KeyValuePair<string, string>> environment,
        bool echo)
    {
        var start = new ProcessStartInfo(program, [.. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = !echo,
            WorkingDirectory = Repository.Root,
        };
        foreach (string name in start.Environment.Keys.Where(IsCredential).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var variable in environment)
        {
            start.Environment[variable.Key] = variable.Value;
        }

        try
        {
            using Process process = Process.Start(start)!;
            Task<string> errors = echo ? Task.FromResult("") : process.StandardError.ReadToEndAsync();
            List<string> lines = [];
            while (await process.StandardOutput.ReadLineAsync() is { } line)
            {
                lines.Add(line);
                if (echo)
                {
                    Console.WriteLine(line);
                }
            }

            await errors;
            await process.WaitForExitAsync();
            return (process.ExitCode, lines);
        }
        catch (Exception exception) when (exception is Win32Exception or FileNotFoundException)
        {
            return (-1, []);
        }
    }

    private static bool IsNewEnough(string line) =>
        System.Version.TryParse(line.Split(' ')[^1].Split('-')[0], out System.Version? version) && version >= _lowest;

    // A tour never meets the real keys of who runs it.
    private static bool IsCredential(string variable) =>
        variable.StartsWith("HUAWEICLOUD_", StringComparison.Ordinal) || variable.StartsWith("HW_", StringComparison.Ordinal);
}
