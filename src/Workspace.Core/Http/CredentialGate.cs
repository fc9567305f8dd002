using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Workspace.Http;

/// <summary>
/// Decides which requests may try a credential: the service locks a key after more than five refusals in a row. Until the credential is proven, and again
/// after a refusal that may be recovered from, requests run one at a time. After a final refusal none is sent.
/// </summary>
internal sealed class CredentialGate
{
    private readonly object _lock = new();
    private readonly Queue<TaskCompletionSource<bool>> _waiting = [];
    private bool _isTaken;
    private volatile ServiceResponse? _refusal;
    private bool _isProven;
    private bool _isDoubted;
    private int _round;

    /// <summary>The response to every further request, or null while requests may be sent.</summary>
    public ServiceResponse? Refusal => _refusal;

    /// <summary>Waits until a request may be sent.</summary>
    /// <returns>What it is let in with. Where that runs alone, <see cref="Leave"/> follows.</returns>
    public async Task<CredentialPass> EnterAsync(CancellationToken cancellationToken)
    {
        if (PassTogether() is { } first)
        {
            return first;
        }

        await WaitAsync(cancellationToken).ConfigureAwait(false);
        if (PassTogether() is { } meanwhile)
        {
            Leave();
            return meanwhile;
        }

        lock (_lock)
        {
            return new(_round, IsAlone: true);
        }
    }

    /// <summary>Whether a request that was let in may still be sent: between the two it waits for its turn, and other requests are refused.</summary>
    public bool IsValid(CredentialPass pass)
    {
        lock (_lock)
        {
            return _refusal is null && (pass.IsAlone || (_isProven && pass.Round == _round));
        }
    }

    /// <summary>Lets the next request in.</summary>
    public void Leave()
    {
        TaskCompletionSource<bool>? next;
        do
        {
            lock (_lock)
            {
                next = _waiting.Count > 0 ? _waiting.Dequeue() : null;
                _isTaken = next is not null;
            }
        }
        while (next?.TrySetResult(true) == false);
    }

    /// <summary>The credential passed. A request of an earlier round proves nothing about what came after.</summary>
    public void Prove(int round)
    {
        lock (_lock)
        {
            if (round == _round)
            {
                _isProven = true;
                _isDoubted = false;
            }
        }
    }

    /// <summary>The credential was refused, for a reason that is fixed by now.</summary>
    /// <returns>Whether it may be tried once more, by one request of all.</returns>
    public bool TryDoubt(int round)
    {
        lock (_lock)
        {
            if (round != _round)
            {
                return true;
            }

            if (_isDoubted)
            {
                return false;
            }

            _round++;
            _isDoubted = true;
            _isProven = false;
            return true;
        }
    }

    /// <summary>The credential was refused for good.</summary>
    /// <param name="refusal">The response to every further request.</param>
    public void Close(ServiceResponse refusal) => _refusal = refusal;

    private CredentialPass? PassTogether()
    {
        lock (_lock)
        {
            return _isProven || _refusal is not null ? new CredentialPass(_round, IsAlone: false) : null;
        }
    }

    // A semaphore would go on elsewhere, in the thread pool: the runs on virtual time, which can be repeated exactly, have one thread.
    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        var turn = new TaskCompletionSource<bool>();
        lock (_lock)
        {
            if (!_isTaken)
            {
                _isTaken = true;
                return;
            }

            _waiting.Enqueue(turn);
        }

        using CancellationTokenRegistration stopped = cancellationToken.Register(() => turn.TrySetCanceled(cancellationToken));
        await turn.Task.ConfigureAwait(false);
    }
}
