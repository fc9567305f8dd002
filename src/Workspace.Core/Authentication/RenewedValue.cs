using System;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Http;

namespace Workspace.Authentication;

/// <summary>
/// A token or key that expires. It is renewed once for all requests: in the background while the one at hand is valid, with a
/// backoff after a failure. Requests wait for a renewal only when there is no valid value.
/// </summary>
/// <param name="renewAsync">Gets a new value, with the time when it expires.</param>
/// <param name="clock">Tells what is valid.</param>
/// <param name="margin">How long before the end a value is renewed.</param>
internal sealed class RenewedValue<T>(Func<CancellationToken, Task<(T Value, DateTimeOffset ExpiresAt)>> renewAsync, IClock clock, TimeSpan margin) : IDisposable
    where T : class
{
    private static readonly TimeSpan _firstBackoff = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _longestBackoff = TimeSpan.FromMinutes(2);

    private readonly object _lock = new();

    // Not disposed of: a renewal may be about to link to it.
    private readonly CancellationTokenSource _closing = new();
    private T? _value;
    private DateTimeOffset _expiresAt;
    private Task<T>? _renewal;
    private TimeSpan _backoff = _firstBackoff;
    private DateTimeOffset _notBefore;

    /// <summary>The last value, valid or not; null before the first.</summary>
    public T? Last => Volatile.Read(ref _value);

    /// <summary>The value at hand where it is valid, else a new one.</summary>
    public async Task<T> GetAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource<T>? mine = null;
        Task<T>? renewal;
        lock (_lock)
        {
            if (_renewal is null && (!IsValid || IsDue))
            {
                mine = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
                _renewal = mine.Task;
            }

            renewal = _renewal;
        }

        if (mine is not null)
        {
            _ = RenewAsync(mine);
        }

        lock (_lock)
        {
            if (IsValid)
            {
                return _value!;
            }
        }

        return await WaitAsync(renewal!, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Drops a value that is no longer accepted, unless another has taken its place already.</summary>
    public void Invalidate(T value)
    {
        lock (_lock)
        {
            _value = ReferenceEquals(_value, value) ? null : _value;
        }
    }

    /// <summary>Ends a renewal under way.</summary>
    public void Dispose() => _closing.Cancel();

    private bool IsValid => _value is not null && clock.UtcNow < _expiresAt;

    private bool IsDue => clock.UtcNow is var now && _expiresAt - now < margin && now >= _notBefore;

    private async Task RenewAsync(TaskCompletionSource<T> renewal)
    {
        try
        {
            (T value, DateTimeOffset expiresAt) = await renewAsync(_closing.Token).ConfigureAwait(false);
            lock (_lock)
            {
                (_value, _expiresAt, _renewal) = (value, expiresAt, null);
                _backoff = _firstBackoff;
            }

            renewal.SetResult(value);
        }
        catch (Exception failure)
        {
            lock (_lock)
            {
                _renewal = null;
                _notBefore = clock.UtcNow + _backoff;
                _backoff = _backoff + _backoff < _longestBackoff ? _backoff + _backoff : _longestBackoff;
            }

            // In the background nobody waits for it.
            renewal.SetException(failure);
            _ = renewal.Task.Exception;
        }
    }

    private static async Task<T> WaitAsync(Task<T> renewal, CancellationToken cancellationToken)
    {
        var stopped = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (cancellationToken.Register(() => stopped.TrySetResult(true)))
        {
            if (await Task.WhenAny(renewal, stopped.Task).ConfigureAwait(false) != renewal)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }

        return await renewal.ConfigureAwait(false);
    }
}
