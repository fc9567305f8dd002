using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Http;
using Workspace.Jobs;

namespace Workspace.Desktops;

/// <summary>
/// Makes a change of desktops once. It has no job that could be looked for, so after a lost answer the desktops' states tell
/// for which of them it was carried out.
/// </summary>
internal sealed class DesktopChangeStart(DesktopOperations desktops, IClock clock, TimeSpan window, Action<string> warn, DesktopChange change)
{
    private const int MostNamed = 10;
    private const string NothingShows = "Its state shows nothing of it.";

    /// <summary>The desktops for which it failed, with the reasons.</summary>
    public async Task<IReadOnlyList<KeyValuePair<string, WorkspaceException>>> RunAsync(
        IReadOnlyList<string> ids,
        Func<IReadOnlyList<string>, CancellationToken, Task> sendAsync,
        bool mayRepeat,
        CancellationToken cancellationToken)
    {
        try
        {
            return await SendAsync(ids, sendAsync, mayRepeat, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            warn($"{change.Name} was being sent for {Describe(ids)} when the command was stopped, and may have been carried out. Look with: {LookUp(ids)}.");
            throw;
        }
    }

    private async Task<IReadOnlyList<KeyValuePair<string, WorkspaceException>>> SendAsync(
        IReadOnlyList<string> ids,
        Func<IReadOnlyList<string>, CancellationToken, Task> sendAsync,
        bool mayRepeat,
        CancellationToken cancellationToken)
    {
        IReadOnlyList<string> silent;
        try
        {
            await sendAsync(ids, cancellationToken).ConfigureAwait(false);
            return [];
        }
        catch (WorkspaceException partly) when (partly.Failures.Count > 0)
        {
            KeyValuePair<string, WorkspaceException>[] refused = [.. partly.Failures.Select(failure => Refused(failure, ids, partly))];
            await DesktopConflict.ExplainAsync(desktops, change, refused, cancellationToken).ConfigureAwait(false);
            return refused;
        }
        catch (WorkspaceException conflict) when (ids.Count == 1 && conflict.IsConflict)
        {
            await DesktopConflict.ExplainAsync(desktops, change, [new(ids[0], conflict)], cancellationToken).ConfigureAwait(false);
            throw;
        }
        catch (WorkspaceException unknown) when (unknown.IsOutcomeUnknown)
        {
            (silent, string why) = await FindSilentAsync(ids, cancellationToken).ConfigureAwait(false);
            if (silent.Count < ids.Count)
            {
                warn($"The answer to {change.Name} of {Describe(ids)} was lost ({unknown.Message}), but {ids.Count - silent.Count} of {ids.Count} show that it was carried out: going on with these.");
            }

            if (silent.Count == 0 || !mayRepeat || why != NothingShows)
            {
                return [.. silent.Select(id => new KeyValuePair<string, WorkspaceException>(id, Ambiguous(id, unknown, why)))];
            }

            warn($"The outcome of {change.Name} of {Describe(silent)} is unknown ({unknown.Message}), nothing shows that it was carried out, and it is sent again because RetryAmbiguous says so.");
        }

        return await SendAsync(silent, sendAsync, false, cancellationToken).ConfigureAwait(false);
    }

    // Which desktops show nothing, and why. States lag behind, so they are looked at for a while.
    private async Task<(IReadOnlyList<string> Silent, string Why)> FindSilentAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> silent = ids;
        try
        {
            await Poll.UntilAsync(clock, window, LookAsync, cancellationToken).ConfigureAwait(false);
            return (silent, NothingShows);
        }
        catch (WorkspaceException failure)
        {
            return (silent, $"Its state could not be read: {failure.Message}");
        }

        async Task<bool> LookAsync(CancellationToken token)
        {
            IReadOnlyDictionary<string, Desktop> now = await desktops.GetManyAsync(silent, token).ConfigureAwait(false);
            silent = [.. silent.Where(id => !now.TryGetValue(id, out Desktop? desktop) || !change.IsShownBy(desktop))];
            return silent.Count == 0;
        }
    }

    private static KeyValuePair<string, WorkspaceException> Refused(FailedOperation failure, IReadOnlyList<string> ids, WorkspaceException answer)
    {
        string? id = failure.DesktopId ?? (ids.Count == 1 ? ids[0] : null);
        return new(id ?? string.Join(", ", ids), new WorkspaceException(
            failure.ErrorCode ?? answer.Code,
            $"Desktop {failure.DesktopName ?? id ?? "(the service does not say which)"}: {failure.ErrorMessage ?? "the service gives no reason"}")
        {
            StatusCode = answer.StatusCode,
            RequestId = answer.RequestId,
            Method = answer.Method,
            Path = answer.Path,
        });
    }

    private WorkspaceException Ambiguous(string id, WorkspaceException cause, string found) => new(
        WorkspaceException.AmbiguousOutcome,
        $"Nobody knows whether {change.Name} of desktop {id} was carried out: {cause.Message} {found} Look with: {LookUp([id])}. To send it again knowingly, use -RetryAmbiguous.",
        cause)
    {
        RequestId = cause.RequestId,
        Method = cause.Method,
        Path = cause.Path,
        IsOutcomeUnknown = true,
    };

    private static string Describe(IReadOnlyList<string> ids) => ids.Count == 1 ? $"desktop {ids[0]}" : $"{ids.Count} desktops";

    private static string LookUp(IReadOnlyList<string> ids) =>
        $"Get-WsDesktop -DesktopId {string.Join(",", ids.Take(MostNamed))}" + (ids.Count > MostNamed ? $" (and {ids.Count - MostNamed} more)" : "");
}
