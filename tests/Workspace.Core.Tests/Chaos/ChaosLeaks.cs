using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace Workspace.Tests.Chaos;

/// <summary>Hears errors of tasks that nobody awaited, and finds out which run they come from: other tests run side by side.</summary>
internal sealed partial class ChaosLeaks : IDisposable
{
    private readonly ConcurrentDictionary<string, int> _seeds = [];
    private readonly ConcurrentQueue<(int Seed, string Error)> _heard = [];

    public ChaosLeaks() => TaskScheduler.UnobservedTaskException += Hear;

    /// <summary>A run's errors are known by the id of its project.</summary>
    public void Expect(ChaosEvidence evidence) => _seeds[evidence.ProjectId] = evidence.Plan.Seed;

    /// <summary>What was heard of runs that are over, after all tasks that nobody holds any more are gone.</summary>
    public IReadOnlyCollection<(int Seed, string Error)> Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return _heard;
    }

    public void Dispose() => TaskScheduler.UnobservedTaskException -= Hear;

    private void Hear(object? sender, UnobservedTaskExceptionEventArgs error)
    {
        string text = error.Exception.ToString();
        if (Project().Match(text) is { Success: true } match && _seeds.TryGetValue(match.Value, out int seed))
        {
            _heard.Enqueue((seed, text));
        }
    }

    [GeneratedRegex("(?<=/v2/)[0-9a-f]{32}")]
    private static partial Regex Project();
}
