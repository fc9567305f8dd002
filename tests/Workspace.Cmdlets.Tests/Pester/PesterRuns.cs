using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Tour;

namespace Workspace.Tests.Pester;

/// <summary>Runs the Pester files on two workers: with each file the next one is started as well.</summary>
public sealed class PesterRuns : IAsyncDisposable
{
    private const int WorkerCount = 2;

    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(180);

    private readonly string[] _files = [.. PesterTests.Files.Select(file => file.Data)];
    private readonly Dictionary<string, Task<PesterResult>> _runs = [];
    private readonly ConcurrentBag<PesterWorker> _idle = [];
    private readonly SemaphoreSlim _slots = new(WorkerCount);
    private readonly CancellationTokenSource _stop = new();

    private static string Results => Path.Combine(TestRun.Folder, "results");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // Where only some files were asked for, another one was started for nothing.
        await _stop.CancelAsync();
        await Task.WhenAll(_runs.Values).ContinueWith(_ => { }, TaskScheduler.Default);
        foreach (PesterWorker worker in _idle)
        {
            await worker.DisposeAsync();
        }

        _stop.Dispose();
        _slots.Dispose();
        Publish();
    }

    /// <summary>Runs a file, or waits for the run that was started.</summary>
    internal Task<PesterResult> RunAsync(string file)
    {
        Task<PesterResult> run = Start(file);
        if (_files.FirstOrDefault(other => !_runs.ContainsKey(other)) is { } next)
        {
            Start(next);
        }

        return run;
    }

    private Task<PesterResult> Start(string file)
    {
        if (!_runs.TryGetValue(file, out Task<PesterResult>? run))
        {
            run = RunOnWorkerAsync(file, _stop.Token);
            _runs.Add(file, run);
        }

        return run;
    }

    private async Task<PesterResult> RunOnWorkerAsync(string file, CancellationToken cancellationToken)
    {
        PowerShellEngine engine = await TestEngine.Found;
        await _slots.WaitAsync(cancellationToken);
        try
        {
            if (!_idle.TryTake(out PesterWorker? worker))
            {
                worker = await PesterWorker.StartAsync(engine, Results, cancellationToken);
            }

            PesterResult result;
            try
            {
                result = await worker.RunAsync(Path.Combine(TestFolders.Tests, file), _limit, cancellationToken);
            }
            catch
            {
                await worker.DisposeAsync();
                throw;
            }

            if (worker.IsUsable)
            {
                _idle.Add(worker);
            }
            else
            {
                await worker.DisposeAsync();
            }

            Directory.CreateDirectory(Results);
            result.Write(Path.Combine(Results, Path.GetFileName(file) + ".json"));
            return result;
        }
        finally
        {
            _slots.Release();
        }
    }

    // The counts of an earlier run must not be added up with this one's.
    private static void Publish()
    {
        DirectoryInfo target = Directory.CreateDirectory(TestFolders.Results);
        foreach (FileInfo old in target.EnumerateFiles())
        {
            old.Delete();
        }

        foreach (FileInfo counts in Directory.CreateDirectory(Results).EnumerateFiles())
        {
            counts.CopyTo(Path.Combine(target.FullName, counts.Name), overwrite: true);
        }
    }
}
