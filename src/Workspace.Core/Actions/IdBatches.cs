using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace Workspace.Actions;

/// <summary>
/// Gathers piped ids into batches, has several batches fetched at a time while input still arrives, and hands the answers
/// over in the order of the input. The same id twice, in whatever case, is taken once.
/// </summary>
/// <typeparam name="T">The response to one batch.</typeparam>
/// <param name="fetchAsync">Fetches a batch of up to 100 ids.</param>
/// <param name="takeAsync">Takes what was fetched, one batch after the other.</param>
public sealed class IdBatches<T>(Func<IReadOnlyList<string>, Task<T>> fetchAsync, Func<T, Task> takeAsync)
{
    private const int BatchSize = 100;
    private const int MostInFlight = 32;

    private readonly HashSet<string> _seen = new(StringComparer.OrdinalIgnoreCase);
    private readonly Queue<Task<T>> _inFlight = new();
    private List<string> _batch = [];

    /// <summary>Takes an id; hands over what has arrived meanwhile.</summary>
    /// <param name="id">The id.</param>
    /// <returns>A task that ends when it is taken.</returns>
    public async Task AddAsync(string id)
    {
        if (_seen.Add(id))
        {
            _batch.Add(id);
            if (_batch.Count == BatchSize)
            {
                Start();
            }
        }

        while (_inFlight.Count > 0 && (_inFlight.Count > MostInFlight || _inFlight.Peek().IsCompleted))
        {
            await TakeNextAsync().ConfigureAwait(true);
        }
    }

    /// <summary>Fetches the rest and hands everything over.</summary>
    /// <returns>A task that ends when everything was taken.</returns>
    public async Task CompleteAsync()
    {
        Start();
        while (_inFlight.Count > 0)
        {
            await TakeNextAsync().ConfigureAwait(true);
        }
    }

    /// <summary>Waits until nothing is under way, whatever becomes of it.</summary>
    /// <returns>A task that ends then.</returns>
    public Task DrainAsync() => Task.WhenAll(_inFlight);

    private void Start()
    {
        if (_batch.Count > 0)
        {
            _inFlight.Enqueue(fetchAsync(_batch));
            _batch = [];
        }
    }

    private async Task TakeNextAsync()
    {
        T answer = await _inFlight.Peek().ConfigureAwait(true);
        _ = _inFlight.Dequeue();
        await takeAsync(answer).ConfigureAwait(true);
    }
}
