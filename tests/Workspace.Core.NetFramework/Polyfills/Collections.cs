using System.Diagnostics.CodeAnalysis;

namespace System.Collections.Generic;

/// <summary>What .NET's collections can do besides.</summary>
internal static class Collections
{
    public static TValue? GetValueOrDefault<TKey, TValue>(this IReadOnlyDictionary<TKey, TValue> all, TKey key) =>
        all.TryGetValue(key, out TValue? value) ? value : default;

    public static bool TryDequeue<T>(this Queue<T> queue, [NotNullWhen(true)] out T? first) where T : class
    {
        first = queue.Count > 0 ? queue.Dequeue() : null;
        return first is not null;
    }

    public static void Deconstruct<TKey, TValue>(this KeyValuePair<TKey, TValue> pair, out TKey key, out TValue value) => (key, value) = (pair.Key, pair.Value);
}
