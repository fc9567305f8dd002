using System.Collections.Generic;

namespace System.Linq;

/// <summary>What .NET's Enumerable has besides.</summary>
internal static class Lists
{
    public static IEnumerable<T> Order<T>(this IEnumerable<T> items) => items.OrderBy(item => item);

    public static IEnumerable<T> Order<T>(this IEnumerable<T> items, IComparer<T> comparer) => items.OrderBy(item => item, comparer);
}
