using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Desktops;
using Workspace.Http;
using Workspace.Jobs;
using Workspace.Serialization;

namespace Workspace.Pools;

/// <summary>The service's operations on desktop pools.</summary>
public sealed class PoolOperations
{
    /// <summary>The pool's own list of desktops ends at this offset; longer ones are read through the list of all desktops.</summary>
    private const int LongestPoolList = 10_000;

    private static readonly PageWindow _poolWindow = new(1000, 20_000);
    private static readonly PageWindow _desktopWindow = new(100, LongestPoolList);

    private readonly RestClient _rest;
    private readonly DesktopOperations _desktops;
    private readonly IClock _clock;

    internal PoolOperations(RestClient rest, DesktopOperations desktops, IClock clock)
    {
        _rest = rest;
        _desktops = desktops;
        _clock = clock;
    }

    /// <summary>Pools (GET /desktop-pools), 1,000 a page.</summary>
    /// <param name="filter">Which; all where it is null.</param>
    /// <param name="offset">How many to pass over.</param>
    /// <param name="first">How many are wanted, so that no more are asked for; all where it is null.</param>
    /// <returns>The pools.</returns>
    public ItemList<Pool> List(PoolFilter? filter = null, int offset = 0, int? first = null) =>
        _rest.List<PoolPage, Pool>("/desktop-pools", (filter ?? new()).ToQuery(), _poolWindow, WorkspaceJson.Default.PoolPage, pool => pool.PoolId, offset, first);

    /// <summary>One pool (GET /desktop-pools/{pool_id}). An unknown one is answered with HTTP 400 and WKS.0001.</summary>
    /// <param name="poolId">The pool's id, 1 to 255 characters.</param>
    /// <param name="cancellationToken">Stops the request under way.</param>
    /// <returns>The pool.</returns>
    public Task<Pool> GetAsync(string poolId, CancellationToken cancellationToken = default) =>
        _rest.GetAsync(Path(poolId), new Query(), WorkspaceJson.Default.Pool, cancellationToken);

    /// <summary>
    /// A pool's desktops (GET /desktop-pools/{pool_id}/desktops), 100 a page. Where there are more than 10,000, which that list
    /// does not reach, they come from GET /desktops/detail, 500 a page, and their differences are found by comparing.
    /// </summary>
    /// <param name="poolId">The pool's id, 1 to 255 characters.</param>
    /// <param name="inconsistent">Only desktops that differ from the pool in this.</param>
    /// <param name="filter">Only desktops that fit; its PoolIds do not count.</param>
    /// <returns>The desktops, with PoolId and InconsistentTypes.</returns>
    public ItemList<Desktop> ListDesktops(string poolId, Inconsistency? inconsistent = null, DesktopFilter? filter = null)
    {
        ResourceId.Check(poolId, nameof(poolId));
        return new(token => DesktopPagesAsync(poolId, inconsistent, filter ?? new(), token));
    }

    /// <summary>
    /// Rebuilds the system disks of a pool's desktops with an image (POST /desktop-pools/{pool_id}/rebuild). What is on
    /// the disks is lost.
    /// </summary>
    /// <param name="poolId">The pool's id, 1 to 255 characters.</param>
    /// <param name="rebuild">How.</param>
    /// <param name="cancellationToken">Stops the request under way; it may have been carried out all the same.</param>
    /// <returns>The job's id.</returns>
    public Task<string> RebuildAsync(string poolId, PoolRebuild rebuild, CancellationToken cancellationToken = default)
    {
        rebuild.Validate();
        return _rest.StartJobAsync(Path(poolId) + "/rebuild", rebuild, WorkspaceJson.Default.PoolRebuild, cancellationToken);
    }

    /// <summary>Starts, stops, restarts or suspends all desktops of a pool (POST /desktop-pools/{pool_id}/action).</summary>
    /// <param name="poolId">The pool's id, 1 to 255 characters.</param>
    /// <param name="action">What to do.</param>
    /// <param name="force">By force (HARD), without the operating systems' consent.</param>
    /// <param name="cancellationToken">Stops the request under way; it may have been carried out all the same.</param>
    /// <returns>The job's id.</returns>
    public Task<string> RunAsync(string poolId, PowerAction action, bool force = false, CancellationToken cancellationToken = default) =>
        _rest.StartJobAsync(Path(poolId) + "/action", PowerRequest.ForPool(action, force), WorkspaceJson.Default.PowerRequest, cancellationToken);

    /// <summary>
    /// What shows without a job that a rebuild was carried out: the pool has the image that it did not have before. A rebuild only for
    /// desktops to come has no sub-job by which its job could be found.
    /// </summary>
    /// <param name="before">The pool before the rebuild.</param>
    /// <param name="imageId">The rebuild's image.</param>
    /// <param name="cancellationToken">Stops the request under way.</param>
    /// <returns>That in words, or null.</returns>
    public async Task<string?> FindTraceAsync(Pool before, string imageId, CancellationToken cancellationToken = default) =>
        before.ImageId != imageId && (await GetAsync(before.PoolId!, cancellationToken).ConfigureAwait(false)).ImageId == imageId
            ? $"the pool has image {imageId} now"
            : null;

    /// <summary>The rebuild of a pool, or of some of its desktops, as a target of <see cref="JobOperations.StartAsync"/>.</summary>
    /// <param name="before">The pool before the rebuild.</param>
    /// <param name="imageId">The rebuild's image.</param>
    /// <param name="desktopIds">Only these desktops of it; null for all.</param>
    /// <returns>The target.</returns>
    public ActionTarget RebuildTarget(Pool before, string imageId, IReadOnlyList<string>? desktopIds = null) =>
        ActionTarget.PoolRebuild(
            before.PoolId!,
            before.Name,
            token => FindTraceAsync(before, imageId, token),

            // A job does not name its image, but the pool takes it over at once.
            async (job, token) => desktopIds?.All(job.DesktopId.Contains) != false
                && (await GetAsync(before.PoolId!, token).ConfigureAwait(false)).ImageId == imageId);

    /// <summary>Waits until a pool is STEADY and nothing is being done to its desktops, which both lag behind the end of a job.</summary>
    /// <param name="poolId">The pool's id.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    /// <returns>Whether that came in time.</returns>
    public Task<bool> WaitUntilSettledAsync(string poolId, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        return Poll.UntilAsync(_clock, timeout, LookAsync, cancellationToken);

        async Task<bool> LookAsync(CancellationToken token)
        {
            Pool pool = await GetAsync(poolId, token).ConfigureAwait(false);
            return !pool.IsTemporary()
                && await _desktops.AreIdleAsync(new DesktopFilter { PoolIds = [poolId] }, token).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Waits until a rebuild shows: every desktop that it was to move has its image, or where only desktops to come get that, the pool has.
    /// </summary>
    /// <param name="poolId">The pool's id.</param>
    /// <param name="rebuild">The rebuild.</param>
    /// <param name="spared">The desktops that a rebuild of idle ones left out: those in use when it began.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    /// <returns>What was left behind when the time was up, in words; null when nothing was.</returns>
    public async Task<string?> WaitUntilFollowedAsync(string poolId, PoolRebuild rebuild, IReadOnlyCollection<string> spared, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        string? left = null;
        await Poll.UntilAsync(_clock, timeout, LookAsync, cancellationToken).ConfigureAwait(false);
        return left;

        async Task<bool> LookAsync(CancellationToken token)
        {
            left = await RebuildCheck.FindLeftAsync(this, poolId, rebuild, spared, token).ConfigureAwait(false);
            return left is null;
        }
    }

    private static string Path(string poolId) => $"/desktop-pools/{ResourceId.Segment(poolId, nameof(poolId))}";

    private async IAsyncEnumerable<Page<Desktop>> DesktopPagesAsync(
        string poolId,
        Inconsistency? inconsistent,
        DesktopFilter filter,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Query query = filter.ToPoolQuery().Add("inconsistent_type", inconsistent is { } kind ? PoolComparison.QueryWord(kind) : null);
        ItemList<Desktop> own = _rest.List<PoolDesktopPage, Desktop>(Path(poolId) + "/desktops", query, _desktopWindow, WorkspaceJson.Default.PoolDesktopPage, desktop => desktop.DesktopId);
        bool first = true;
        await foreach (Page<Desktop> page in own.PagesAsync(cancellationToken).ConfigureAwait(false))
        {
            if (first && page.TotalCount > LongestPoolList)
            {
                break;
            }

            first = false;
            yield return Mark(page, poolId);
        }

        if (first)
        {
            await foreach (Page<Desktop> page in LongListAsync(poolId, inconsistent, filter, cancellationToken).ConfigureAwait(false))
            {
                yield return page;
            }
        }
    }

    private async IAsyncEnumerable<Page<Desktop>> LongListAsync(
        string poolId,
        Inconsistency? inconsistent,
        DesktopFilter filter,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var comparison = new PoolComparison(await GetAsync(poolId, cancellationToken).ConfigureAwait(false));

        // What the list of all desktops has no filter for.
        bool Fits(Desktop desktop) =>
            (inconsistent is not { } kind || comparison.Differs(desktop, kind))
            && (filter.Isolated is not { } isolated || (desktop.Isolated ?? false) == isolated);
        bool all = inconsistent is null && filter.Isolated is null;
        await foreach (Page<Desktop> page in _desktops.List(filter.InPool(poolId)).PagesAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (Desktop desktop in page.Items)
            {
                desktop.InconsistentTypes = comparison.Differences(desktop);
            }

            yield return Mark(all ? page : new Page<Desktop>([.. page.Items.Where(Fits)], null), poolId);
        }
    }

    private static Page<Desktop> Mark(Page<Desktop> page, string poolId)
    {
        foreach (Desktop desktop in page.Items)
        {
            desktop.PoolId = poolId;
        }

        return page;
    }
}
