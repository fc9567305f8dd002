using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace Workspace.Tests.Support;

/// <summary>Debian's tinyproxy as a child process on a free port of this machine, until it is disposed of.</summary>
internal sealed class Tinyproxy : IAsyncDisposable
{
    private readonly Process _process;
    private readonly DirectoryInfo _folder;

    private Tinyproxy(Process process, DirectoryInfo folder, int port)
    {
        _process = process;
        _folder = folder;
        Address = new Uri($"http://127.0.0.1:{port}");
    }

    public Uri Address { get; }

    /// <summary>Starts it; skips the test where it is not installed.</summary>
    /// <param name="logon">User and password, parted by a blank, that it wants; or null.</param>
    public static async Task<Tinyproxy> StartAsync(string? logon = null)
    {
        string? program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Concat(["/usr/sbin", "/usr/bin"])
            .Select(folder => Path.Combine(folder, "tinyproxy"))
            .FirstOrDefault(File.Exists);
        Assert.SkipWhen(program is null, "No tinyproxy is installed, so nothing was tried through a real proxy. On Debian: apt-get install tinyproxy.");

        DirectoryInfo folder = Directory.CreateTempSubdirectory("workspace-proxy-");
        for (int attempt = 1; ; attempt++)
        {
            int port = FreePort();
            string settings = Path.Combine(folder.FullName, "tinyproxy.conf");
            await File.WriteAllTextAsync(settings, $"""
                Port {port}
                Listen 127.0.0.1
                Timeout 60
                MaxClients 50
                Allow 127.0.0.1
                ViaProxyName "a-real-proxy"
                LogFile "{Path.Combine(folder.FullName, "log")}"
                {(logon is null ? "" : "BasicAuth " + logon)}

                """);
            Process process = Process.Start(new ProcessStartInfo(program, $"-d -c \"{settings}\"") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
            var proxy = new Tinyproxy(process, folder, port);
            if (await proxy.ListensAsync(port))
            {
                return proxy;
            }

            // Somebody else may have taken the port between its choice and its use.
            string why = await process.StandardError.ReadToEndAsync() + await process.StandardOutput.ReadToEndAsync();
            process.Dispose();
            Assert.True(attempt < 3, $"tinyproxy does not start: {why}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    // The one wait on real time: another program says nothing when it is ready but by taking a connection.
    private async Task<bool> ListensAsync(int port)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while (!_process.HasExited)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port, limit.Token);
                return true;
            }
            catch (SocketException)
            {
                await Task.Delay(20, limit.Token);
            }
        }

        return false;
    }

    private static int FreePort()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        return port;
    }
}
