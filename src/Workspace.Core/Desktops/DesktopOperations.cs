using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
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

    internal DesktopOperations(RestClient rest, IClock clock)
    {
        _rest = rest;
        _clock = clock;
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
        return answer.Desktop ?? throw new WorkspaceException(WorkspaceException.NotFound, $"The service's answer for desktop {desktopId} holds no desktop.");
    }

    /// <summary>Desktops by their ids: one alone as <see cref="GetAsync"/> reads it, several in one request.</summary>
    /// <param name="desktopIds">1 to 100 ids, each up to 255 characters.</param>
    /// <param name="cancellationToken">Stops the request under way.</param>
    /// <returns>The desktops that the service has, by id.</returns>
    public async Task<IReadOnlyDictionary<string, Desktop>> GetManyAsync(IReadOnlyList<string> desktopIds, CancellationToken cancellationToken = default)
    {
        var found = new Dictionary<string, Desktop>(StringComparer.Ordinal);
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
        ILookup<string, Desktop> byId = desktops.Where(desktop => ResourceId.Given(desktop.DesktopId) is not null).ToLookup(desktop => desktop.DesktopId!, StringComparer.Ordinal);
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
            async token => string.IsNullOrEmpty((await GetAsync(desktopId, token).ConfigureAwait(false)).TaskStatus),
            cancellationToken);

    /// <summary>Whether nothing is being done to any of these desktops.</summary>
    internal async Task<bool> AreIdleAsync(DesktopFilter filter, CancellationToken cancellationToken)
    {
        await foreach (Desktop desktop in List(filter).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (!string.IsNullOrEmpty(desktop.TaskStatus))
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
}
