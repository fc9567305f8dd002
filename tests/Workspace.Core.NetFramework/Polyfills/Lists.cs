using System.Collections.Generic;

namespace System.Linq;

/// <summary>What .NET's Enumerable has besides.</summary>
internal static class Lists
{
    public static IEnumerable<T> Order<T>(this IEnumerable<T> items) => items.OrderBy(item => item);

    public static IEnumerable<T> Order<T>(this IEnumerable<T> items, IComparer<T> comparer) => items.OrderBy(item => item, comparer);

    public static IEnumerable<T[]> Chunk<T>(this IEnumerable<T> items, int size) =>
        items.Select((item, index) => (item, index)).GroupBy(pair => pair.index / size, pair => pair.item).Select(part => part.ToArray());
}
