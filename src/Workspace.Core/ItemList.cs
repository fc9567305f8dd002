using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Workspace;

/// <summary>
/// A list of the service. Reading it asks for one page after the other, each when the reader gets there; who stops
/// reading stops the asking. Reading can throw a <see cref="WorkspaceException"/>.
/// </summary>
/// <typeparam name="T">What the list holds.</typeparam>
public sealed class ItemList<T> : IAsyncEnumerable<T>
{
    private readonly Func<CancellationToken, IAsyncEnumerable<Page<T>>> _pages;

    internal ItemList(Func<CancellationToken, IAsyncEnumerable<Page<T>>> pages) => _pages = pages;

    /// <summary>The same list page by page.</summary>
    /// <param name="cancellationToken">Stops the request under way.</param>
    /// <returns>The pages, in order.</returns>
    public IAsyncEnumerable<Page<T>> PagesAsync(CancellationToken cancellationToken = default) => _pages(cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        await foreach (Page<T> page in _pages(cancellationToken).ConfigureAwait(false))
        {
            foreach (T item in page.Items)
            {
                yield return item;
            }
        }
    }
}
