using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using System.Threading;

namespace Workspace.Http;

/// <summary>Reads the service's lists, page by page.</summary>
internal static class Paging
{
    /// <summary>A list from its first item, or from the one at an offset.</summary>
    public static ItemList<T> List<TPage, T>(
        this RestClient rest,
        string path,
        Query query,
        PageWindow window,
        JsonTypeInfo<TPage> type,
        int offset = 0)
        where TPage : IPage<T> =>
        new(token => PagesAsync<TPage, T>(rest, path, query, window, type, offset, token));

    private static async IAsyncEnumerable<Page<T>> PagesAsync<TPage, T>(
        RestClient rest,
        string path,
        Query query,
        PageWindow window,
        JsonTypeInfo<TPage> type,
        int offset,
        [EnumeratorCancellation] CancellationToken cancellationToken)
        where TPage : IPage<T>
    {
        while (true)
        {
            if (offset > window.MaxOffset)
            {
                throw Incomplete(path, $"the service lists {window.MaxOffset + window.Limit} items at most");
            }

            TPage page = await rest.GetAsync(path, query.WithPage(offset, window.Limit), type, cancellationToken).ConfigureAwait(false);
            T[] items = page.Items ?? (page.TotalCount is 0 ? [] : throw Incomplete(path, "a page came without its items"));
            offset += items.Length;
            if (items.Length == 0 && page.TotalCount > offset)
            {
                throw Incomplete(path, $"page {offset} is empty although the service counts {page.TotalCount} items");
            }

            yield return new Page<T>(items, page.TotalCount);
            if (items.Length == 0 || (page.TotalCount is { } total ? offset >= total : items.Length < window.Limit))
            {
                yield break;
            }
        }
    }

    // A list is complete or it is an error: a cut one would make a runbook believe that desktops are gone.
    private static WorkspaceException Incomplete(string path, string why) =>
        new(WorkspaceException.UnreadableAnswer, $"The list {path} could not be read to its end: {why}.") { Method = "GET", Path = path };
}
