using System;
using System.Collections.Concurrent;
using System.IO;
using System.IO.Pipes;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using CliWrap;
using Workspace.Tour;

namespace Workspace.Tests.Pester;

/// <summary>
/// One PowerShell that runs one Pester file after another. Starting PowerShell, loading Pester and compiling both takes longer than most files do,
/// so it is done once for many.
/// </summary>
internal sealed class PesterWorker : IAsyncDisposable
{
    private readonly NamedPipeServerStream _pipe;
    private readonly StreamReader _reader;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly CancellationTokenSource _kill = new();
    private readonly Task _process;
    private readonly string _resultFolder;

    private PesterWorker(PowerShellEngine engine, string resultFolder)
    {
        // Short: it becomes the path of a socket.
        string name = $"ws-{Guid.NewGuid():N}"[..16];
        _resultFolder = resultFolder;
        _pipe = new NamedPipeServerStream(name, PipeDirection.InOut, 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous);
        _reader = new StreamReader(_pipe);
        string[] arguments = ["-File", Path.Combine(TestFolders.Tests, "Support", "Run.ps1"), "-PipeName", name, "-Manifest", Path.Combine(TestFolders.Module, "Workspace.psd1"), "-ResultFolder", resultFolder];
        _process = TestProcess.Isolate(engine.Command(arguments))
            .WithStandardOutputPipe(PipeTarget.ToDelegate(_output.Enqueue))
            .WithStandardErrorPipe(PipeTarget.ToDelegate(_output.Enqueue))
            .ExecuteAsync(_kill.Token);
    }

    /// <summary>Whether it can run another file.</summary>
    public bool IsUsable => !_process.IsCompleted;

    private string Output => string.Join('\n', _output);

    /// <summary>Starts one.</summary>
    public static async Task<PesterWorker> StartAsync(PowerShellEngine engine, string resultFolder, CancellationToken cancellationToken)
    {
        var worker = new PesterWorker(engine, resultFolder);
        Task connected = worker._pipe.WaitForConnectionAsync(cancellationToken);
        if (await Task.WhenAny(connected, worker._process) != connected)
        {
            string output = worker.Output;
            await worker.DisposeAsync();
            throw new InvalidOperationException($"The runner of the Pester files did not start: {output}");
        }

        await connected;
        return worker;
    }

    /// <summary>Runs a file to its end, or ends the worker with all that it started when the file takes too long.</summary>
    public async Task<PesterResult> RunAsync(string file, TimeSpan limit, CancellationToken cancellationToken)
    {
        _output.Clear();
        await _pipe.WriteAsync(Encoding.UTF8.GetBytes(file + '\n'), cancellationToken);
        Task<string?> line = _reader.ReadLineAsync(cancellationToken).AsTask();
        try
        {
            if (await line.WaitAsync(limit, cancellationToken) is not null)
            {
                return PesterResult.Read(Path.Combine(_resultFolder, Path.GetFileName(file) + ".json"));
            }

            return PesterResult.Broken($"The runner ended before the file did.\n{Output}");
        }
        catch (TimeoutException)
        {
            await _kill.CancelAsync();
            return PesterResult.Broken($"The file took longer than {limit.TotalSeconds:0} seconds.\n{Output}");
        }
        catch (IOException)
        {
            return PesterResult.Broken($"The runner ended before the file did.\n{Output}");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // Without a further file it ends by itself.
        await _pipe.DisposeAsync();
        try
        {
            await _process.WaitAsync(TimeSpan.FromSeconds(10));
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            await _kill.CancelAsync();
        }

        _reader.Dispose();
        _kill.Dispose();
    }
}
