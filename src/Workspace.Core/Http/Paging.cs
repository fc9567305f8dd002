using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using System.Threading;

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

    /// <summary>A list from its first item, or from the one at an offset.</summary>
    /// <param name="rest">The service.</param>
    /// <param name="path">The list's path.</param>
    /// <param name="query">The filters.</param>
    /// <param name="window">How much one request may ask for.</param>
    /// <param name="type">The page's envelope.</param>
    /// <param name="id">Tells an item's id.</param>
    /// <param name="offset">How many items to pass over.</param>
    public static ItemList<T> List<TPage, T>(
        this RestClient rest,
        string path,
        Query query,
        PageWindow window,
        JsonTypeInfo<TPage> type,
        Func<T, string?> id,
        int offset = 0)
        where TPage : IPage<T> =>
        new(token => PagesAsync<TPage, T>(rest, path, query, window, type, id, offset, token));

    // Items come and go while a list is read, and what is after them moves. Each page therefore begins with the last item of
    // the one before. Where it does not, something before it went, and what moved up would be missed: the page is asked for
    // further back. What was seen before is not given again.
    private static async IAsyncEnumerable<Page<T>> PagesAsync<TPage, T>(
        RestClient rest,
        string path,
        Query query,
        PageWindow window,
        JsonTypeInfo<TPage> type,
        Func<T, string?> id,
        int start,
        [EnumeratorCancellation] CancellationToken cancellationToken)
        where TPage : IPage<T>
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        int next = start;
        int stepsBack = 0;
        int? most = null;
        for (int requests = 0; ; requests++)
        {
            if (requests > most)
            {
                throw Incomplete(path, "it changes faster than it can be read");
            }

            int offset = FirstOfPage(start, next, stepsBack, window);
            if (offset > window.MaxOffset || (stepsBack == 0 && next - offset >= window.Limit))
            {
                throw Incomplete(path, $"the service lists {window.MaxOffset + window.Limit} items at most");
            }

            TPage page = await rest.GetAsync(path, query.WithPage(offset, window.Limit), type, cancellationToken).ConfigureAwait(false);
            most ??= SpareRequests + (4 * ((page.TotalCount ?? UnknownLength) / window.Limit));
            T[] items = page.Items ?? (page.TotalCount is 0 ? [] : throw Incomplete(path, "a page came without its items"));
            if (items.Length == 0 && page.TotalCount > offset)
            {
                throw Incomplete(path, $"the page at {offset} is empty although the service counts {page.TotalCount} items");
            }

            if (offset > start && (items.Length == 0 || (id(items[0]) is { } first && !seen.Contains(first))))
            {
                stepsBack++;
                continue;
            }

            stepsBack = 0;
            next = offset + items.Length;
            yield return new Page<T>([.. items.Where(item => id(item) is not { } known || seen.Add(known))], page.TotalCount);
            if (items.Length == 0 || (page.TotalCount is { } total ? next >= total : items.Length < window.Limit))
            {
                yield break;
            }
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

    // A list is complete or it is an error: a cut one would make a runbook believe that desktops are gone.
    private static WorkspaceException Incomplete(string path, string why) =>
        new(WorkspaceException.UnreadableAnswer, $"The list {path} could not be read to its end: {why}.") { Method = "GET", Path = path };
}
