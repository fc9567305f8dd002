using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Http;
using Workspace.Jobs;

namespace Workspace.Desktops;

/// <summary>
/// Looks at desktops every ten seconds until each was seen twice in a row in the state that is waited for. Once is not enough: the state lags
/// behind the request that changes it, and a desktop that is to restart still looks as if it had.
/// </summary>
internal sealed class DesktopWatch(DesktopOperations desktops, IClock clock, DesktopGoal goal, TimeSpan timeout)
{
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, Desktop> _last = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _seenOnce = new(StringComparer.OrdinalIgnoreCase);
    private WorkspaceException? _lastFailure;

    public async IAsyncEnumerable<DesktopUpdate> RunAsync(IEnumerable<string> ids, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        DateTimeOffset deadline = clock.After(timeout);
        List<string> pending = [.. ids.Distinct(StringComparer.OrdinalIgnoreCase)];
        while (pending.Count > 0)
        {
            TimeSpan left = deadline - clock.UtcNow;
            if (left > TimeSpan.Zero)
            {
                await clock.DelayAsync(left < _interval ? left : _interval, cancellationToken).ConfigureAwait(false);
            }

            IReadOnlyDictionary<string, DesktopUpdate> looks = await LookAsync(pending, deadline - clock.UtcNow, cancellationToken).ConfigureAwait(false);
            bool isOver = clock.UtcNow >= deadline;
            List<string> still = [];
            foreach (string id in pending)
            {
                DesktopUpdate update = looks[id];
                if (isOver && !update.IsLast)
                {
                    update = new(id, update.Desktop, TimedOut(id), false);
                }

                if (!update.IsLast)
                {
                    still.Add(id);
                }

                yield return update;
            }

            pending = still;
        }
    }

    private async Task<IReadOnlyDictionary<string, DesktopUpdate>> LookAsync(IReadOnlyCollection<string> ids, TimeSpan left, CancellationToken cancellationToken)
    {
        DesktopUpdate[][] batches = await Task.WhenAll(ids
            .Select((id, index) => (Id: id, Batch: index / ResourceId.MaxCount))
            .GroupBy(item => item.Batch, item => item.Id)
            .Select(batch => LookAtBatchAsync([.. batch], left, cancellationToken))
            .ToList()).ConfigureAwait(false);
        return batches.SelectMany(batch => batch).ToDictionary(update => update.DesktopId, StringComparer.OrdinalIgnoreCase);
    }

    // A look that fails says nothing about the desktops, so the next one decides; only a refusal is final.
    private async Task<DesktopUpdate[]> LookAtBatchAsync(IReadOnlyList<string> ids, TimeSpan left, CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyDictionary<string, Desktop> found = await PollLimit.RunAsync(token => desktops.GetManyAsync(ids, token), left, cancellationToken).ConfigureAwait(false);
            return [.. ids.Select(id => Judge(id, found.TryGetValue(id, out Desktop? desktop) ? desktop : null))];
        }
        catch (WorkspaceException failure)
        {
            lock (_last)
            {
                _lastFailure = failure;
            }

            return [.. ids.Select(id => new DesktopUpdate(id, Last(id), failure.IsTransient ? null : failure, false))];
        }
    }

    private DesktopUpdate Judge(string id, Desktop? desktop)
    {
        if (desktop is null)
        {
            return new(id, Last(id), Failure(id, WorkspaceException.NotFound, $"Desktop {id} is not there any more."), false);
        }

        bool isMissed = goal.IsMissed(desktop);
        bool isTwice;
        lock (_last)
        {
            _last[id] = desktop;
            bool isOnce = isMissed || goal.IsReached(desktop);
            isTwice = isOnce && !_seenOnce.Add(id);
            if (!isOnce)
            {
                _seenOnce.Remove(id);
            }
        }

        return isTwice && isMissed
            ? new(id, desktop, Failure(id, WorkspaceException.WrongState, $"Desktop {desktop.Name} ({id}) is in state {goal.Describe(desktop)} instead of {goal.Name}."), false)
            : new(id, desktop, null, isTwice);
    }

    private Desktop? Last(string id)
    {
        lock (_last)
        {
            return _last.TryGetValue(id, out Desktop? desktop) ? desktop : null;
        }
    }

    private WorkspaceException TimedOut(string id)
    {
        string state = Last(id) is not { } desktop ? "could not be read"
            : _seenOnce.Contains(id) ? $"is {goal.Describe(desktop)}, but was not seen so twice"
            : $"is {goal.Describe(desktop)} instead of {goal.Name}";
        return Failure(id, WorkspaceException.Timeout, $"Desktop {Last(id)?.Name ?? id} {state} after {timeout.TotalSeconds:0} seconds. It goes on by itself.", _lastFailure);
    }

    private static WorkspaceException Failure(string id, string code, string message, Exception? cause = null) =>
        new(code, message, cause) { Advice = $"Look at it with: Get-WsDesktop -DesktopId {id}" };
}
