using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Workspace.Tests.Pester;

/// <summary>Runs the Pester files. With each another one is started as well, so that two processors have something to do.</summary>
public sealed class PesterRuns : IAsyncDisposable
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(120);

    private readonly string[] _files = [.. PesterTests.Files.Select(file => file.Data)];
    private readonly Dictionary<string, Task<ProcessRun>> _runs = [];
    private readonly CancellationTokenSource _stop = new();

    private static string Results => Path.Combine(TestRun.Folder, "results");

    public async ValueTask DisposeAsync()
    {
        // Where only some files were asked for, another one was started for nothing.
        await _stop.CancelAsync();
        await Task.WhenAll(_runs.Values);
        _stop.Dispose();
        Publish();
    }

    /// <summary>Where a file's counts go.</summary>
    internal static string ResultOf(string file) => Path.Combine(Results, Path.GetFileName(file) + ".json");

    /// <summary>Runs a file, or waits for the run that was started.</summary>
    internal Task<ProcessRun> RunAsync(Pwsh pwsh, string file)
    {
        Task<ProcessRun> run = Start(pwsh, file);
        if (_files.FirstOrDefault(other => !_runs.ContainsKey(other)) is { } next)
        {
            Start(pwsh, next);
        }

        return run;
    }

    private Task<ProcessRun> Start(Pwsh pwsh, string file)
    {
        if (!_runs.TryGetValue(file, out Task<ProcessRun>? run))
        {
            run = pwsh.RunPesterAsync(Path.Combine(TestFolders.Tests, file), ResultOf(file), _limit, _stop.Token);
            _runs.Add(file, run);
        }

        return run;
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
