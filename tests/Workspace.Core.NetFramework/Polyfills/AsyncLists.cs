using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace System.Linq;

/// <summary>What .NET's AsyncEnumerable has of what the tests use.</summary>
internal static class AsyncLists
{
    public static async ValueTask<int> CountAsync<T>(this IAsyncEnumerable<T> items, CancellationToken cancellationToken = default) =>
        (await items.ToListAsync(cancellationToken)).Count;

    public static async ValueTask<List<T>> ToListAsync<T>(this IAsyncEnumerable<T> items, CancellationToken cancellationToken = default)
    {
        List<T> all = [];
        await foreach (T item in items.WithCancellation(cancellationToken))
        {
            all.Add(item);
        }

        return all;
    }

    public static async ValueTask<T[]> ToArrayAsync<T>(this IAsyncEnumerable<T> items, CancellationToken cancellationToken = default) =>
        [.. await items.ToListAsync(cancellationToken)];

    public static async ValueTask<T> SingleAsync<T>(this IAsyncEnumerable<T> items, CancellationToken cancellationToken = default) =>
        await items.ToListAsync(cancellationToken) is [var only] ? only : throw new InvalidOperationException("There is not exactly one.");

    public static async ValueTask<T> LastAsync<T>(this IAsyncEnumerable<T> items, CancellationToken cancellationToken = default) =>
        await items.ToListAsync(cancellationToken) is [.., var last] ? last : throw new InvalidOperationException("There is none.");

    public static async ValueTask<T> FirstAsync<T>(this IAsyncEnumerable<T> items, CancellationToken cancellationToken = default)
    {
        await foreach (T item in items.WithCancellation(cancellationToken))
        {
            return item;
        }

        throw new InvalidOperationException("There is none.");
    }

    public static IAsyncEnumerable<TResult> Select<T, TResult>(this IAsyncEnumerable<T> items, Func<T, TResult> selector) => Selected(items, selector);

    public static IAsyncEnumerable<T> Take<T>(this IAsyncEnumerable<T> items, int count) => Taken(items, count);

    public static IAsyncEnumerable<T> Where<T>(this IAsyncEnumerable<T> items, Func<T, bool> fits) => Fitting(items, fits);

    public static IAsyncEnumerable<T> Order<T>(this IAsyncEnumerable<T> items) => Ordered(items);

    private static async IAsyncEnumerable<TResult> Selected<T, TResult>(IAsyncEnumerable<T> items, Func<T, TResult> selector, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (T item in items.WithCancellation(cancellationToken))
        {
            yield return selector(item);
        }
    }

    private static async IAsyncEnumerable<T> Fitting<T>(IAsyncEnumerable<T> items, Func<T, bool> fits, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (T item in items.WithCancellation(cancellationToken))
        {
            if (fits(item))
            {
                yield return item;
            }
        }
    }

    private static async IAsyncEnumerable<T> Ordered<T>(IAsyncEnumerable<T> items, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (T item in (await items.ToListAsync(cancellationToken)).Order())
        {
            yield return item;
        }
    }

    // It does not ask for one more than it gives.
    private static async IAsyncEnumerable<T> Taken<T>(IAsyncEnumerable<T> items, int count, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (T item in items.WithCancellation(cancellationToken))
        {
            yield return item;
            if (--count <= 0)
            {
                break;
            }
        }
    }
}
