using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace Workspace.Rest;

/// <summary>A JSON object: names and values in the order of the JSON. Values are such objects, arrays, texts, numbers, Booleans and null.</summary>
/// <param name="members">The names and values.</param>
public sealed class RestObject(IReadOnlyList<KeyValuePair<string, object?>> members) : IReadOnlyList<KeyValuePair<string, object?>>
{
    /// <inheritdoc/>
    public int Count => members.Count;

    /// <inheritdoc/>
    public KeyValuePair<string, object?> this[int index] => members[index];

    /// <summary>The value of a name; null where there is none. Of several the last one counts.</summary>
    /// <param name="name">The name, in its case.</param>
    /// <returns>The value.</returns>
    public object? this[string name] => members.LastOrDefault(member => string.Equals(member.Key, name, StringComparison.Ordinal)).Value;

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => members.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
