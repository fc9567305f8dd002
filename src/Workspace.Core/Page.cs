using System.Collections.Generic;

namespace Workspace;

/// <summary>One page of a list as the service answered it.</summary>
/// <typeparam name="T">What the list holds.</typeparam>
public sealed class Page<T>
{
    internal Page(IReadOnlyList<T> items, int? totalCount)
    {
        Items = items;
        TotalCount = totalCount;
    }

    /// <summary>The items, in the service's order.</summary>
    public IReadOnlyList<T> Items { get; }

    /// <summary>How many items the whole list has, where the service says it.</summary>
    public int? TotalCount { get; }
}
