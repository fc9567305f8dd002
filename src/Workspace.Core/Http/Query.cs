using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Workspace.Http;

/// <summary>
/// A query string's names and values, decoded. An absent value adds nothing, an array its name once per value. An empty value or array is
/// refused: the service takes it for no filter and lists everything.
/// </summary>
internal sealed class Query : IEnumerable<KeyValuePair<string, string>>
{
    private static readonly Comparison<KeyValuePair<string, string>> _byNameAndValue = static (left, right) =>
        string.CompareOrdinal(left.Key, right.Key) is var order and not 0 ? order : string.CompareOrdinal(left.Value, right.Value);

    private readonly List<KeyValuePair<string, string>> _pairs = [];

    public bool IsEmpty => _pairs.Count == 0;

    public Query Add(string name, string? value)
    {
        if (value is not null)
        {
            _pairs.Add(new(name, string.IsNullOrWhiteSpace(value) ? throw Nothing(name) : value));
        }

        return this;
    }

    public Query Add(string name, bool? value) => Add(name, value switch { true => "true", false => "false", null => null });

    public Query Add(string name, long? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    public Query Add(string name, IEnumerable<string>? values)
    {
        foreach (string value in values?.DefaultIfEmpty("") ?? [])
        {
            Add(name, value ?? "");
        }

        return this;
    }

    /// <summary>Adds the values as one, separated by commas.</summary>
    public Query AddJoined(string name, IEnumerable<string>? values)
    {
        string[]? all = values?.ToArray();
        return all is null ? this
            : all.Length == 0 || all.Any(string.IsNullOrWhiteSpace) ? throw Nothing(name)
            : Add(name, string.Join(",", all));
    }

    /// <summary>The same query with one page's window.</summary>
    public Query WithPage(int offset, int limit)
    {
        var page = new Query();
        page._pairs.AddRange(_pairs);
        return page.Add("offset", offset).Add("limit", limit);
    }

    /// <summary>The query string as it is signed and sent.</summary>
    public override string ToString() => Canonical(_pairs);

    /// <summary>Sorts pairs by name, then by value, both as they are, and encodes them then: encoding first would move what is encoded.</summary>
    public static string Canonical(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        KeyValuePair<string, string>[] sorted = [.. pairs];
        Array.Sort(sorted, _byNameAndValue);
        return string.Join("&", sorted.Select(static pair => PercentEncoding.Encode(pair.Key) + "=" + PercentEncoding.Encode(pair.Value)));
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _pairs.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static ArgumentException Nothing(string name) =>
        new($"The filter {name} is empty or holds an empty value, and nothing never means everything. Leave it out where nothing is filtered by it.");
}
