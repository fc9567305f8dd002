using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using Workspace.Emulator.Faults;

namespace Workspace.Soak;

/// <summary>The emulator's web server, in a process of its own.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process)
    {
        _process = process;
        Endpoint = new Uri(Read("Endpoint"));
        Region = Read("Region");
        ProjectId = Read("Project");
        AccessKey = Read("Access key");
        SecretKey = Read("Secret key");
        // So that its output never fills the pipe.
        _ = _process.StandardOutput.ReadToEndAsync();
    }

    public Uri Endpoint { get; }

    public string Region { get; }

    public string ProjectId { get; }

    public string AccessKey { get; }

    public string SecretKey { get; }

    /// <summary>Starts it on a free port, with faults.</summary>
    public static ServerProcess Start(double faults)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        string program = Path.Combine(AppContext.BaseDirectory, "Workspace.EmulatorServer.dll");
        // All kinds but throttling, which would slow the load down as it should.
        string kinds = string.Join(',', Enum.GetNames<FaultKind>().Where(kind => kind != nameof(FaultKind.Throttle)));
        string share = faults.ToString(CultureInfo.InvariantCulture);
        foreach (string argument in new[] { program, "--port", "0", "--desktops", "500", "--pools", "10", "--job-seconds", "2", "--patience-ms", "1500", "--fault-rate", share, "--fault-kinds", kinds })
        {
            start.ArgumentList.Add(argument);
        }

        return new ServerProcess(Process.Start(start)!);
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }

    private string Read(string name)
    {
        string line = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The emulator's web server ended.");
        return line.StartsWith(name, StringComparison.Ordinal) ? line[name.Length..].Trim() : throw new InvalidOperationException($"It printed '{line}' instead of {name}.");
    }
}
