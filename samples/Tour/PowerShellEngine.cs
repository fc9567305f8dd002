using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CliWrap;
using CliWrap.Buffered;

namespace Workspace.Tour;

/// <summary>
/// The PowerShell that the tour and the tests run: the one that the repository's tool manifest pins, so that everybody runs the same.
/// Another one is taken only where the user asks for it, and none is ever taken silently.
/// </summary>
internal sealed class PowerShellEngine
{
    /// <summary>The environment variable that names another pwsh of version 7.4 or later: a path, or a name on PATH.</summary>
    public const string Variable = "WORKSPACE_PWSH";

    private const string Probe = "$PSVersionTable.PSVersion.ToString(); [Environment]::GetCommandLineArgs()[0]";

    // The module is built for .NET 8; PowerShell 7.4 was the first to run on it.
    private static readonly System.Version _lowest = new(7, 4);

    private readonly string _program;
    private readonly string[] _prefix;

    private PowerShellEngine(string program, string[] prefix, string version)
    {
        _program = program;
        _prefix = prefix;
        Version = version;
    }

    /// <summary>Its version, such as 7.6.9.</summary>
    public string Version { get; }

    /// <summary>The arguments that start it on a command line of its own: one for pwsh, two for a .NET tool.</summary>
    public IReadOnlyList<string> CommandLine => [_program, .. _prefix];

    /// <summary>Finds the engine, and restores it first where it comes from the tool manifest.</summary>
    /// <param name="repository">The repository's folder.</param>
    /// <param name="asked">The value of <see cref="Variable"/>, or null.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="InvalidOperationException">No engine is to be had, and why.</exception>
    public static Task<PowerShellEngine> FindAsync(string repository, string? asked, CancellationToken cancellationToken) =>
        string.IsNullOrEmpty(asked) ? RestoreAsync(repository, cancellationToken) : ProbeAsync(asked, cancellationToken);

    /// <summary>A command of this engine, without profile, where nobody can be asked, and without the keys of who runs it.</summary>
    public Command Command(params IEnumerable<string> arguments) => Isolate(Cli.Wrap(_program)
        .WithArguments([.. _prefix, "-NoProfile", "-NonInteractive", .. arguments]));

    private static async Task<PowerShellEngine> ProbeAsync(string program, CancellationToken cancellationToken)
    {
        BufferedCommandResult probe = await RunAsync(program, ["-NoProfile", "-NonInteractive", "-Command", Probe], null, cancellationToken);
        string version = Lines(probe).FirstOrDefault() ?? "";
        return IsSupported(version)
            ? new PowerShellEngine(program, [], version)
            : throw new InvalidOperationException($"{Variable} names '{program}', which is not PowerShell {_lowest} or later: {Summary(probe)}");
    }

    private static async Task<PowerShellEngine> RestoreAsync(string repository, CancellationToken cancellationToken)
    {
        BufferedCommandResult restore = await RunAsync("dotnet", ["tool", "restore"], repository, cancellationToken);
        if (restore.ExitCode != 0)
        {
            throw new InvalidOperationException(
                $"PowerShell could not be restored from .config/dotnet-tools.json: {Summary(restore)} To use a PowerShell of this machine, set {Variable}=pwsh.");
        }

        // The tool's own path is asked for once: a start through the dotnet command line costs a process more.
        BufferedCommandResult probe = await RunAsync("dotnet", ["tool", "run", "pwsh", "--", "-NoProfile", "-NonInteractive", "-Command", Probe], repository, cancellationToken);
        string[] lines = Lines(probe);
        return lines.Length == 2 && IsSupported(lines[0]) && File.Exists(lines[1])
            ? new PowerShellEngine("dotnet", [lines[1]], lines[0])
            : throw new InvalidOperationException($"The PowerShell of .config/dotnet-tools.json does not run: {Summary(probe)}");
    }

    private static async Task<BufferedCommandResult> RunAsync(string program, string[] arguments, string? folder, CancellationToken cancellationToken)
    {
        try
        {
            return await Isolate(Cli.Wrap(program).WithArguments(arguments))
                .WithWorkingDirectory(folder ?? Environment.CurrentDirectory)
                .ExecuteBufferedAsync(cancellationToken);
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException($"'{program}' cannot be started: {missing.Message}.", missing);
        }
    }

    private static Command Isolate(Command command) => command
        .WithValidation(CommandResultValidation.None)
        .WithEnvironmentVariables(Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(IsCredential).ToDictionary(name => name, _ => (string?)null));

    private static string[] Lines(BufferedCommandResult result) =>
        result.StandardOutput.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string Summary(BufferedCommandResult result) =>
        string.Join(' ', (result.StandardOutput + result.StandardError).Split(['\r', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    private static bool IsSupported(string version) => System.Version.TryParse(version.Split('-')[0], out System.Version? parsed) && parsed >= _lowest;

    private static bool IsCredential(string variable) =>
        variable.StartsWith("HUAWEICLOUD_", StringComparison.OrdinalIgnoreCase) || variable.StartsWith("HW_", StringComparison.OrdinalIgnoreCase);
}
