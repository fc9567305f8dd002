using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Http;

namespace Workspace.Commands.Infrastructure.Completion;

/// <summary>Keeps what a connection's service has for some seconds, and never lets the prompt wait long for it.</summary>
internal sealed class CompletionCache
{
    private const int Most = 5000;

    private static readonly TimeSpan _fresh = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1.8);

    private readonly object _gate = new();
    private readonly List<Entry> _entries = [];

    /// <summary>What there is, as far as it can be had in time. A service that fails is not asked again at once.</summary>
    /// <param name="kind">What is listed.</param>
    /// <param name="search">What of it; null for all.</param>
    /// <param name="clock">Tells what is still fresh.</param>
    /// <param name="list">Lists it.</param>
    public IReadOnlyList<CompletionItem> Get(string kind, string? search, IClock clock, Func<CancellationToken, IAsyncEnumerable<CompletionItem>> list)
    {
        lock (_gate)
        {
            _entries.RemoveAll(entry => entry.Until <= clock.UtcNow);
            if (_entries.Find(entry => entry.Answers(kind, search)) is { } known)
            {
                return known.Found;
            }
        }

        Entry read = Read(kind, search, clock, list);
        lock (_gate)
        {
            _entries.Add(read);
        }

        return read.Found;
    }

    private static Entry Read(string kind, string? search, IClock clock, Func<CancellationToken, IAsyncEnumerable<CompletionItem>> list)
    {
        List<CompletionItem> found = [];
        using var time = new CancellationTokenSource(_patience);
        Task<bool> work = Task.Run(() => FillAsync(found, list, time.Token));

        // The thread of the prompt: it waits this long at most, whatever the work does.
        bool isComplete = work.Wait(_patience) && work.Result;
        lock (found)
        {
            return new Entry(kind, search, clock.UtcNow + _fresh, [.. found], isComplete);
        }
    }

    private static async Task<bool> FillAsync(List<CompletionItem> found, Func<CancellationToken, IAsyncEnumerable<CompletionItem>> list, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (CompletionItem candidate in list(cancellationToken).ConfigureAwait(false))
            {
                lock (found)
                {
                    found.Add(candidate);
                    if (found.Count == Most)
                    {
                        return false;
                    }
                }
            }

            return true;
        }
        catch (Exception exception) when (exception is OperationCanceledException or WorkspaceException or ArgumentException or ObjectDisposedException)
        {
            return false;
        }
    }

    private sealed record Entry(string Kind, string? Search, DateTimeOffset Until, IReadOnlyList<CompletionItem> Found, bool IsComplete)
    {
        // A list that is complete holds what a longer word would find.
        public bool Answers(string kind, string? search) => Kind == kind
            && (string.Equals(Search, search, StringComparison.OrdinalIgnoreCase)
                || (IsComplete && (search ?? "").StartsWith(Search ?? "", StringComparison.OrdinalIgnoreCase)));
    }
}
