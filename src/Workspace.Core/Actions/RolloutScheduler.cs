using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace Workspace.Actions;

/// <summary>Does work in order, some of it at a time. Once too much has failed, nothing more is begun.</summary>
/// <param name="atOnce">How much runs at a time.</param>
/// <param name="mostFailures">How many failures end it.</param>
/// <param name="failures">How much has failed before.</param>
internal sealed class RolloutScheduler(int atOnce, int mostFailures, int failures = 0)
{
    private readonly List<Task<bool>> _running = [];
    private bool _isStopped;

    /// <summary>How much has failed.</summary>
    public int Failures { get; private set; } = failures;

    /// <summary>Starts nothing more, however little has failed.</summary>
    public void Stop() => _isStopped = true;

    /// <summary>Works on the items, and waits for all that was begun. As much as may run is begun before anything is waited for.</summary>
    /// <param name="items">What to work on.</param>
    /// <param name="beginAsync">Begins one, and gives what waits for it and tells whether it went well; null where it could not be begun.</param>
    /// <returns>The items that were not begun.</returns>
    public async Task<IReadOnlyList<T>> RunAsync<T>(IReadOnlyList<T> items, Func<T, Task<Func<Task<bool>>?>> beginAsync)
    {
        var waiting = new Queue<T>(items);
        while (true)
        {
            List<Func<Task<bool>>> begun = [];
            while (waiting.Count > 0 && _running.Count + begun.Count < atOnce && Failures < mostFailures && !_isStopped)
            {
                if (await beginAsync(waiting.Dequeue()).ConfigureAwait(true) is { } waitAsync)
                {
                    begun.Add(waitAsync);
                }
                else
                {
                    Failures++;
                }
            }

            _running.AddRange(begun.Select(waitAsync => waitAsync()));
            if (_running.Count == 0)
            {
                return [.. waiting];
            }

            Task<bool> ended = await Task.WhenAny(_running).ConfigureAwait(true);
            Failures += await ended.ConfigureAwait(true) ? 0 : 1;
            _ = _running.Remove(ended);
        }
    }

    /// <summary>Waits until nothing is under way, whatever becomes of it.</summary>
    public Task DrainAsync() => Task.WhenAll(_running);
}
