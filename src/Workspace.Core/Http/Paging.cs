using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using System.Threading;
using System.Threading.Tasks;

namespace Workspace.Http;

/// <summary>Reads the service's lists, page by page.</summary>
internal static class Paging
{
    // How often a page is asked for further back, each time twice as far, before the list is read from its beginning again.
    private const int MostStepsBack = 7;

    // How many requests a list may take beyond four times what it would take if nothing changed: one that never holds still
    // must not be read for ever.
    private const int SpareRequests = 100;
    private const int UnknownLength = 100_000;

    // How many short pages with nothing new end a list whose count is too high by less than a page: it lags behind what was deleted.
    private const int MostShortPages = 2;

    /// <summary>A list from its first item, or from the one at an offset.</summary>
    /// <param name="rest">The service.</param>
    /// <param name="path">The list's path.</param>
    /// <param name="query">The filters.</param>
    /// <param name="window">How much one request may ask for.</param>
    /// <param name="type">The page's envelope.</param>
    /// <param name="id">Tells an item's id.</param>
    /// <param name="offset">How many items to pass over.</param>
    /// <param name="most">How many items are wanted, 1 at least; all where it is null.</param>
    public static ItemList<T> List<TPage, T>(
        this RestClient rest,
        string path,
        Query query,
        PageWindow window,
        JsonTypeInfo<TPage> type,
        Func<T, string?> id,
        int offset = 0,
        int? most = null)
        where TPage : IPage<T> =>
        offset < 0 ? throw new ArgumentException($"The offset is {offset}; it is 0 or more.")
        : most < 1 ? throw new ArgumentException($"{most} items are wanted; one at least can be.")
        : new(token => PagesAsync(new ListSource<TPage>(rest, path, query, window, type), id, offset, most ?? int.MaxValue, token));

    // Items come and go while a list is read, and what is after them moves. Each page therefore begins with the last item of
    // the one before. Where it does not, something before it went, and what moved up would be missed: the page is asked for
    // further back. What was seen before is not given again. None of this needs the pages to be answered in their order, so the
    // next ones are fetched ahead, once the first was read.
    private static async IAsyncEnumerable<Page<T>> PagesAsync<TPage, T>(
        ListSource<TPage> source,
        Func<T, string?> id,
        int start,
        int most,
        [EnumeratorCancellation] CancellationToken cancellationToken)
        where TPage : IPage<T>
    {
        var seen = new IdSet();
        int next = start;
        int given = 0;
        int stepsBack = 0;
        int stale = 0;
        int? requests = null;
        int foreseen = 0;
        var ahead = new ReadAhead<TPage>(source.ReadAsync, cancellationToken);
        await using var _ = ahead.ConfigureAwait(false);
        while (true)
        {
            if (ahead.Requests > requests)
            {
                throw Incomplete(source.Path, "it changes faster than it can be read");
            }

            int first = FirstOfPage(start, next, stepsBack, source.Window);
            if (first > source.Window.MaxOffset || (stepsBack == 0 && next - first >= source.Window.Limit))
            {
                throw Incomplete(source.Path, $"the service lists {source.Window.MaxOffset + source.Window.Limit} items at most");
            }

            await ahead.SeekAsync(Range(first, next - first, most - given, source.Window)).ConfigureAwait(false);
            ahead.Fill(Foresee);
            (PageRange range, TPage page) = await ahead.TakeAsync().ConfigureAwait(false);
            requests ??= SpareRequests + (4 * ((page.TotalCount ?? UnknownLength) / source.Window.Limit));
            T[] items = page.Items ?? (page.TotalCount is 0 ? [] : throw Incomplete(source.Path, "a page came without its items"));
            if (items.Length == 0 && page.TotalCount > range.Offset)
            {
                throw Incomplete(source.Path, $"the page at {range.Offset} is empty although the service counts {page.TotalCount} items");
            }

            bool followed = range.Offset <= start || (items.Length > 0 && (id(items[0]) is not { } known || seen.Contains(known)));
            ahead.Followed(followed);
            if (!followed)
            {
                stepsBack++;
                continue;
            }

            stepsBack = 0;
            next = (range with { Limit = items.Length }).End;
            bool isLast = items.Length == 0 || (page.TotalCount is { } total ? next >= total : items.Length < range.Limit);

            // A service that gives less than it is asked for makes every guess wrong.
            foreseen = isLast || items.Length < range.Limit ? 0 : page.TotalCount ?? 0;
            if (given > 0)
            {
                ahead.Fill(Foresee);
            }

            T[] fresh = [.. items.Where(item => id(item) is not { } known || seen.Add(known))];
            given += fresh.Length;

            // As long as it takes to read again what was seen: a count that is wrong would else be believed for millions of requests.
            stale = fresh.Length > 0 ? 0 : stale + 1;
            bool isOver = stale >= MostShortPages && items.Length < range.Limit;
            if (isOver ? page.TotalCount - next >= source.Window.Limit : stale > SpareRequests + (4 * (given / source.Window.Limit)))
            {
                throw Incomplete(source.Path, $"the service counts {page.TotalCount} items and gives no more than {given}");
            }

            yield return new Page<T>(fresh, page.TotalCount);
            if (isLast || isOver || given >= most)
            {
                yield break;
            }
        }

        PageRange? Foresee(PageRange last)
        {
            int wanted = most - (last.End - start);
            if (last.End >= foreseen || wanted <= 0 || last.End - 1 > source.Window.MaxOffset)
            {
                return null;
            }

            return Range(last.End - 1, 1, wanted, source.Window);
        }
    }

    private static int FirstOfPage(int start, int next, int stepsBack, PageWindow window)
    {
        if (next == start || stepsBack > MostStepsBack)
        {
            return start;
        }

        // The last page that the service gives reaches further than a page that begins with one known item.
        int back = stepsBack == 0 ? Math.Max(1, next - window.MaxOffset) : Math.Max(1, window.Limit / 8) << (stepsBack - 1);
        return Math.Max(start, next - back);
    }

    // Not more than is wanted, of which some is known already.
    private static PageRange Range(int offset, int known, int wanted, PageWindow window) =>
        new(offset, Math.Min(window.Limit, wanted < window.Limit ? wanted + known : window.Limit));

    // A list is complete or it is an error: a cut one would make a runbook believe that desktops are gone.
    private static WorkspaceException Incomplete(string path, string why) =>
        new(WorkspaceException.UnreadableAnswer, $"The list {path} could not be read to its end: {why}.") { Method = "GET", Path = path };
}
