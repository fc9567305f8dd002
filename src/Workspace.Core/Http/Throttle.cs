using System;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using System.Threading.Tasks;

namespace Workspace.Http;

/// <summary>Lets a number of requests of one connection run at a time; the rest waits in line.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "The semaphore holds nothing, and who waits in line when the connection is closed must still get out.")]
internal sealed class Throttle
{
    private readonly SemaphoreSlim _places;

    public Throttle(int limit) => _places = new SemaphoreSlim(limit, limit);

    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> action, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await action(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _places.Release();
        }
    }
}
