using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;

namespace Workspace.Soak;

/// <summary>What the client's process holds, over time.</summary>
internal sealed class Samples(Load load)
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly List<(double Heap, double Resident, int Handles, int Threads)> _all = [];

    public static string Header => "| Minute | Requests | Live heap, MB | Working set, MB | Handles | Threads |\n|---|---|---|---|---|---|";

    /// <summary>Takes one, after a full collection.</summary>
    public string Take()
    {
        const double Megabyte = 1024 * 1024;
        double heap = GC.GetTotalMemory(forceFullCollection: true) / Megabyte;
        using var process = Process.GetCurrentProcess();
        int handles = Directory.Exists("/proc/self/fd") ? Directory.GetFileSystemEntries("/proc/self/fd").Length : process.HandleCount;
        _all.Add((heap, process.WorkingSet64 / Megabyte, handles, process.Threads.Count));
        return $"| {_watch.Elapsed.TotalMinutes:0.0} | {load.Requests} | {heap:0.0} | {_all[^1].Resident:0} | {handles} | {_all[^1].Threads} |";
    }

    /// <summary>Compares the last quarter with the first one after the start.</summary>
    public string Verdict(out bool isFlat)
    {
        int quarter = Math.Max(1, _all.Count / 4);
        var first = _all.Skip(Math.Min(2, _all.Count - 1)).Take(quarter).ToList();
        var last = _all.TakeLast(quarter).ToList();
        string Change(string name, Func<(double Heap, double Resident, int Handles, int Threads), double> of, double most, out bool holds)
        {
            // The least of each quarter: the rest is work under way.
            double before = first.Min(of);
            double after = last.Min(of);
            holds = after - before <= most;
            return $"{name}: {before:0.0} at first, {after:0.0} at last; {(holds ? "flat" : "it grows")} (at most {most} more is flat)";
        }

        string[] lines =
        [
            Change("Live heap, MB", sample => sample.Heap, 2, out bool heap),
            Change("Working set, MB", sample => sample.Resident, 25, out bool resident),
            Change("Handles", sample => sample.Handles, 20, out bool handles),
            Change("Threads", sample => sample.Threads, 10, out bool threads),
        ];
        isFlat = heap && resident && handles && threads;
        return string.Join("\n", lines);
    }
}
