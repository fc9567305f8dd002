using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Tour;

namespace Workspace.Benchmarks.Fleet;

/// <summary>A program that does the work of a line in a process of its own, and prints its figures.</summary>
/// <param name="Name">What it is called in tables.</param>
/// <param name="Program">The program.</param>
/// <param name="Arguments">Its arguments.</param>
internal sealed record Contender(string Name, string Program, IReadOnlyList<string> Arguments)
{
    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(5);

    /// <summary>The PowerShell that runs the scripts.</summary>
    public static PowerShellEngine Engine { get; } = PowerShellEngine.FindAsync(Places.Repository, Environment.GetEnvironmentVariable(PowerShellEngine.Variable), default).GetAwaiter().GetResult();

    /// <summary>A script in PowerShell 7.</summary>
    public static Contender Script(string name, string script, params string[] arguments) =>
        new(name, Engine.CommandLine[0], [.. Engine.CommandLine.Skip(1), "-NoProfile", "-NonInteractive", "-File", Places.Script(script), .. arguments]);

    /// <summary>The console program that does the least that can be done.</summary>
    public static Contender Floor(string what) => new("bare HttpClient", "dotnet", [Places.Floor, what]);

    /// <summary>Runs it once.</summary>
    public async Task<Sample> RunAsync(IReadOnlyDictionary<string, string> variables)
    {
        var start = new ProcessStartInfo(Program, Arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in variables)
        {
            start.Environment["BENCHMARK_" + name] = value;
        }

        start.Environment["NO_PROXY"] = "127.0.0.1";
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        using var timer = new CancellationTokenSource(_limit);
        try
        {
            await process.WaitForExitAsync(timer.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }

        return process.ExitCode == 0 && Sample.Read(await output) is { } sample
            ? sample
            : throw new InvalidOperationException($"{Name} failed with exit code {process.ExitCode}:\n{string.Join('\n', (await output + await errors).Split('\n').TakeLast(20))}");
    }
}
