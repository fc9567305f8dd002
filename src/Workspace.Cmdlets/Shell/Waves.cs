using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace Workspace.Commands.Shell;

/// <summary>Does work in order, some of it at a time. Once too much has failed, nothing more is begun.</summary>
internal sealed class Waves(int atOnce, int mostFailures)
{
    private readonly List<Task<bool>> _running = [];

    /// <summary>How much has failed.</summary>
    public int Failures { get; private set; }

    /// <summary>Works on the items, and waits for all that was begun.</summary>
    /// <param name="items">What to work on.</param>
    /// <param name="workAsync">Works on one, and tells whether that went well.</param>
    /// <returns>The items that were not begun.</returns>
    public async Task<IReadOnlyList<T>> RunAsync<T>(IReadOnlyList<T> items, Func<T, Task<bool>> workAsync)
    {
        var waiting = new Queue<T>(items);
        while (true)
        {
            while (waiting.Count > 0 && _running.Count < atOnce && Failures < mostFailures)
            {
                _running.Add(workAsync(waiting.Dequeue()));
            }

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
