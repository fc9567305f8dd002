using System;
using System.Threading;
using System.Threading.Tasks;

namespace Workspace.Http;

/// <summary>Lets a number of requests of one connection run at a time; the rest waits in line.</summary>
internal sealed class Throttle : IDisposable
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

    public void Dispose() => _places.Dispose();
}
