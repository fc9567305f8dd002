using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Http;
using Workspace.Jobs;
using Workspace.Serialization;

namespace Workspace.Desktops;

/// <summary>The service's operations on desktops.</summary>
public sealed class DesktopOperations
{
    private static readonly PageWindow _summaryWindow = new(1000);
    private static readonly PageWindow _detailWindow = new(500);

    private readonly RestClient _rest;
    private readonly IClock _clock;
    private readonly TimeSpan _lookWindow;

    internal DesktopOperations(RestClient rest, IClock clock, TimeSpan lookWindow)
    {
        _rest = rest;
        _clock = clock;
        _lookWindow = lookWindow;
    }

    /// <summary>Desktops in detail (GET /desktops/detail), 500 a page.</summary>
    /// <param name="filter">Which; all where it is null.</param>
    /// <param name="offset">How many to pass over.</param>
    /// <param name="first">How many are wanted, so that no more are asked for; all where it is null.</param>
    /// <returns>The desktops. Their PoolId is not filled.</returns>
    public ItemList<Desktop> List(DesktopFilter? filter = null, int offset = 0, int? first = null) =>
        _rest.List<DesktopPage, Desktop>("/desktops/detail", (filter ?? new()).ToDetailQuery(), _detailWindow, WorkspaceJson.Default.DesktopPage, desktop => desktop.DesktopId, offset, first);

    /// <summary>Desktops in short (GET /desktops), 1,000 a page; each tells its pool.</summary>
    /// <param name="filter">Which; all where it is null.</param>
    /// <param name="offset">How many to pass over.</param>
    /// <returns>The desktops.</returns>
    public ItemList<DesktopSummary> ListSummaries(DesktopFilter? filter = null, int offset = 0) =>
        _rest.List<DesktopSummaryPage, DesktopSummary>("/desktops", (filter ?? new()).ToSummaryQuery(), _summaryWindow, WorkspaceJson.Default.DesktopSummaryPage, desktop => desktop.DesktopId, offset);

    /// <summary>One desktop (GET /desktops/{desktop_id}), with its security groups.</summary>
    /// <param name="desktopId">The desktop's id, 1 to 255 characters.</param>
    /// <param name="cancellationToken">Stops the request under way.</param>
    /// <returns>The desktop.</returns>
    public async Task<Desktop> GetAsync(string desktopId, CancellationToken cancellationToken = default)
    {
        DesktopEnvelope answer = await _rest.GetAsync($"/desktops/{ResourceId.Segment(desktopId, nameof(desktopId))}", new Query(), WorkspaceJson.Default.DesktopEnvelope, cancellationToken).ConfigureAwait(false);
        Desktop desktop = answer.Desktop ?? throw new WorkspaceException(WorkspaceException.NotFound, $"The service's answer for desktop {desktopId} holds no desktop.");
        desktop.DesktopId ??= desktopId;
        return desktop;
    }

    /// <summary>Desktops by their ids: one alone as <see cref="GetAsync"/> reads it, several in one request.</summary>
    /// <param name="desktopIds">1 to 100 ids, each up to 255 characters.</param>
    /// <param name="cancellationToken">Stops the request under way.</param>
    /// <returns>The desktops that the service has, by id in any case.</returns>
    public async Task<IReadOnlyDictionary<string, Desktop>> GetManyAsync(IReadOnlyList<string> desktopIds, CancellationToken cancellationToken = default)
    {
        var found = new Dictionary<string, Desktop>(StringComparer.OrdinalIgnoreCase);
        if (desktopIds.Count == 1)
        {
            try
            {
                found[desktopIds[0]] = await GetAsync(desktopIds[0], cancellationToken).ConfigureAwait(false);
            }
            catch (WorkspaceException missing) when ((missing.StatusCode == HttpStatusCode.NotFound || missing.Code == WorkspaceException.NotFound) && !missing.ConcernsConnection)
            {
            }

            return found;
        }

        await foreach (Desktop desktop in List(new DesktopFilter { DesktopIds = desktopIds }).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (desktop.DesktopId is { } id)
            {
                found[id] = desktop;
            }
        }

        return found;
    }

    /// <summary>Fills the PoolId of desktops, which only the short list tells (GET /desktops), 100 a request.</summary>
    /// <param name="desktops">The desktops.</param>
    /// <param name="cancellationToken">Stops the requests under way.</param>
    /// <returns>A task that ends when all are filled.</returns>
    public async Task FillPoolsAsync(IReadOnlyList<Desktop> desktops, CancellationToken cancellationToken = default)
    {
        // The same desktop may be there twice. One whose id the service garbled cannot be asked about.
        ILookup<string, Desktop> byId = desktops.Where(desktop => ResourceId.Given(desktop.DesktopId) is not null).ToLookup(desktop => desktop.DesktopId!, StringComparer.OrdinalIgnoreCase);
        async Task FillAsync(IEnumerable<string> ids)
        {
            await foreach (DesktopSummary summary in ListSummaries(new DesktopFilter { DesktopIds = [.. ids] }).WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                foreach (Desktop desktop in summary is { DesktopId: { } id, PoolId.Length: > 0 } ? byId[id] : [])
                {
                    desktop.PoolId = summary.PoolId;
                }
            }
        }

        await Task.WhenAll(byId
            .Select((same, index) => (Id: same.Key, Batch: index / ResourceId.MaxCount))
            .GroupBy(item => item.Batch, item => item.Id)
            .Select(FillAsync)).ConfigureAwait(false);
    }

    /// <summary>Waits until nothing is being done to a desktop, which lags behind the end of a job.</summary>
    /// <param name="desktopId">The desktop's id.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    /// <returns>Whether that came in time.</returns>
    public Task<bool> WaitUntilIdleAsync(string desktopId, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        Poll.UntilAsync(
            _clock,
            timeout,
            async token => (await GetAsync(desktopId, token).ConfigureAwait(false)).IsIdle(),
            cancellationToken);

    /// <summary>Waits until nothing is being done to any of some desktops, which lags behind the end of a job.</summary>
    /// <param name="desktopIds">1 to 100 ids.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    /// <returns>Whether that came in time.</returns>
    public Task<bool> WaitUntilIdleAsync(IReadOnlyList<string> desktopIds, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        Poll.UntilAsync(_clock, timeout, token => AreIdleAsync(new DesktopFilter { DesktopIds = desktopIds }, token), cancellationToken);

    /// <summary>Whether nothing is being done to any of these desktops.</summary>
    internal async Task<bool> AreIdleAsync(DesktopFilter filter, CancellationToken cancellationToken)
    {
        await foreach (Desktop desktop in List(filter).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (!desktop.IsIdle())
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether Sysprep can run (POST /sysprep). It only reads.</summary>
    /// <param name="desktopIds">1 to 100 ids, each up to 255 characters; null asks for every desktop of the project.</param>
    /// <param name="cancellationToken">Stops the request under way.</param>
    /// <returns>One answer for each desktop that the service knows.</returns>
    public async Task<IReadOnlyList<SysprepInfo>> CheckSysprepAsync(IReadOnlyList<string>? desktopIds, CancellationToken cancellationToken = default)
    {
        var body = new DesktopIds(desktopIds is null ? null : ResourceId.CheckAll(desktopIds, nameof(desktopIds)));
        SysprepAnswer answer = await _rest.QueryAsync("/sysprep", body, WorkspaceJson.Default.DesktopIds, WorkspaceJson.Default.SysprepAnswer, cancellationToken).ConfigureAwait(false);
        return answer.SysprepInfos ?? throw new WorkspaceException(WorkspaceException.UnreadableAnswer, "The service's answer to POST /sysprep holds no sysprep_infos.");
    }

    /// <summary>Whether an image can be made of a desktop (GET /desktops/{desktop_id}/sysprep).</summary>
    /// <param name="desktopId">The desktop's id, 1 to 255 characters.</param>
    /// <param name="cancellationToken">Stops the request under way.</param>
    /// <returns>The answer.</returns>
    public Task<SysprepSupport> GetSysprepAsync(string desktopId, CancellationToken cancellationToken = default) =>
        _rest.GetAsync($"/desktops/{ResourceId.Segment(desktopId, nameof(desktopId))}/sysprep", new Query(), WorkspaceJson.Default.SysprepSupport, cancellationToken);

    /// <summary>
    /// Starts, stops, restarts or suspends desktops (POST /desktops/action). It names no job: <see cref="WatchAsync"/> waits for the states. Where
    /// the service refuses some of the desktops and accepts the rest, the exception's Failures name them.
    /// </summary>
    /// <param name="desktopIds">1 to 100 ids, each up to 255 characters.</param>
    /// <param name="action">What to do.</param>
    /// <param name="force">By force (HARD), without the operating system's consent.</param>
    /// <param name="cancellationToken">Stops the request under way; it may have been carried out all the same.</param>
    /// <returns>A task that ends when the service has accepted all of it.</returns>
    public Task RunAsync(IReadOnlyList<string> desktopIds, PowerAction action, bool force = false, CancellationToken cancellationToken = default) =>
        _rest.ChangeAsync(
            HttpMethod.Post,
            "/desktops/action",
            PowerRequest.ForDesktops(ResourceId.CheckAll(desktopIds, nameof(desktopIds)), action, force),
            WorkspaceJson.Default.PowerRequest,
            hasAnswer: true,
            cancellationToken);

    /// <summary>Lets desktops enter maintenance, or leave it (PUT /desktops/maintenance-mode).</summary>
    /// <param name="desktopIds">1 to 100 ids, each up to 255 characters.</param>
    /// <param name="inMaintenanceMode">To enter it, or to leave it.</param>
    /// <param name="cancellationToken">Stops the request under way; it may have been carried out all the same.</param>
    /// <returns>A task that ends when it is set.</returns>
    public Task SetMaintenanceModeAsync(IReadOnlyList<string> desktopIds, bool inMaintenanceMode, CancellationToken cancellationToken = default) =>
        _rest.ChangeAsync(
            HttpMethod.Put,
            "/desktops/maintenance-mode",
            new MaintenanceRequest(ResourceId.CheckAll(desktopIds, nameof(desktopIds)), inMaintenanceMode),
            WorkspaceJson.Default.MaintenanceRequest,
            hasAnswer: false,
            cancellationToken);

    /// <summary>Rebuilds the system disks of desktops with an image (POST /desktops/rebuild). What is on the disks is lost.</summary>
    /// <param name="rebuild">Which desktops, and how.</param>
    /// <param name="cancellationToken">Stops the request under way; it may have been carried out all the same.</param>
    /// <returns>The job's id.</returns>
    public Task<string> RebuildAsync(DesktopRebuild rebuild, CancellationToken cancellationToken = default)
    {
        rebuild.ValidateWhole();
        return _rest.StartJobAsync("/desktops/rebuild", rebuild, WorkspaceJson.Default.DesktopRebuild, cancellationToken);
    }

    /// <summary>What shows without a job that a change of desktops was carried out: the state of one of them (GET /desktops/detail).</summary>
    /// <param name="change">The change, and the desktops as they were before.</param>
    /// <param name="cancellationToken">Stops the requests under way.</param>
    /// <returns>That in words, or null.</returns>
    public async Task<string?> FindTraceAsync(DesktopChange change, CancellationToken cancellationToken = default)
    {
        foreach (IGrouping<int, string> batch in change.DesktopIds.Select((id, index) => (Id: id, Batch: index / ResourceId.MaxCount)).GroupBy(item => item.Batch, item => item.Id))
        {
            IReadOnlyDictionary<string, Desktop> now = await GetManyAsync([.. batch], cancellationToken).ConfigureAwait(false);
            if (now.Values.FirstOrDefault(change.IsShownBy) is { } desktop)
            {
                return $"desktop {desktop.Name} shows it";
            }
        }

        return null;
    }

    /// <summary>
    /// Makes a change that starts no job, once. After a lost answer it is not sent again: the desktops' states tell for which of them it was
    /// carried out.
    /// </summary>
    /// <param name="change">The change, and the desktops as they were before.</param>
    /// <param name="desktopIds">The desktops to change, of those.</param>
    /// <param name="sendAsync">Sends the change for some desktops.</param>
    /// <param name="options">With RetryAmbiguous it is sent again, once, for desktops whose states show nothing of it.</param>
    /// <param name="cancellationToken">Stops the request under way; it may have been carried out all the same.</param>
    /// <returns>The desktops for which it failed, with the reasons. Code WsAmbiguousOutcome: nobody knows.</returns>
    public Task<IReadOnlyList<KeyValuePair<string, WorkspaceException>>> ChangeAsync(
        DesktopChange change,
        IReadOnlyList<string> desktopIds,
        Func<IReadOnlyList<string>, CancellationToken, Task> sendAsync,
        ActionOptions options,
        CancellationToken cancellationToken = default) =>
        new DesktopChangeStart(this, _clock, _lookWindow, _rest.Warn, change).RunAsync(desktopIds, sendAsync, options.RetryAmbiguous, cancellationToken);

    /// <summary>
    /// Waits for the states that a power action leads to: an update for each desktop at each look, every 10 seconds; the last one when the state
    /// was seen twice with nothing being done to the desktop, when that was refused, or when the time is up.
    /// </summary>
    /// <param name="desktopIds">Which desktops; each is watched once.</param>
    /// <param name="action">The action that was sent.</param>
    /// <param name="timeout">How long to wait in all.</param>
    /// <param name="cancellationToken">Stops the wait. The desktops go on.</param>
    /// <returns>The updates as they come.</returns>
    public IAsyncEnumerable<DesktopUpdate> WatchAsync(IEnumerable<string> desktopIds, PowerAction action, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        new DesktopWatch(this, _clock, DesktopGoal.After(action), timeout).RunAsync(desktopIds, cancellationToken);

    /// <summary>Waits until no user is logged on to desktops, with updates as <see cref="WatchAsync"/> gives them.</summary>
    /// <param name="desktopIds">Which desktops; each is watched once.</param>
    /// <param name="timeout">How long to wait in all.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    /// <returns>The updates as they come.</returns>
    public IAsyncEnumerable<DesktopUpdate> WatchLogOffAsync(IEnumerable<string> desktopIds, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        new DesktopWatch(this, _clock, DesktopGoal.LoggedOff, timeout).RunAsync(desktopIds, cancellationToken);
}
