using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Workspace.Emulator.Http;

/// <summary>Reads a query's parameters and refuses those out of their limits, by name.</summary>
internal sealed class QueryReader(IReadOnlyList<KeyValuePair<string, string>> query)
{
    /// <summary>A parameter's value; null when it is absent or empty.</summary>
    public string? Text(string name, int limit = 255)
    {
        string? value = query.FirstOrDefault(p => p.Key == name).Value;
        if (value?.Length > limit)
        {
            throw ServiceRefusal.BadRequest(FormattableString.Invariant($"{name} is longer than {limit} characters."));
        }

        return string.IsNullOrEmpty(value) ? null : value;
    }

    /// <summary>One of the given words; null when absent.</summary>
    public string? Word(string name, params string[] words)
    {
        string? value = Text(name);
        return value is null || words.Contains(value, StringComparer.Ordinal)
            ? value
            : throw ServiceRefusal.BadRequest($"{name} must be one of {string.Join(", ", words)}.");
    }

    /// <summary>A repeated parameter's values.</summary>
    public HashSet<string>? Many(string name, int limit = 100)
    {
        var values = new HashSet<string>(query.Where(p => p.Key == name && p.Value.Length > 0).Select(p => p.Value), StringComparer.OrdinalIgnoreCase);
        if (values.Count > limit)
        {
            throw ServiceRefusal.BadRequest(FormattableString.Invariant($"{name} is given {values.Count} times; at most {limit} are allowed."));
        }

        return values.Count == 0 ? null : values;
    }

    /// <summary>The values of a parameter that is a comma-separated list.</summary>
    public HashSet<string>? List(string name)
    {
        string? value = Text(name, int.MaxValue);
        return value is null ? null : new HashSet<string>(value.Split(','), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>A boolean; null when absent.</summary>
    public bool? Flag(string name)
    {
        string? value = Text(name);
        return value is null
            ? null
            : bool.TryParse(value, out bool flag) ? flag : throw ServiceRefusal.BadRequest($"{name} must be true or false.");
    }

    /// <summary>An integer from 0 to a limit.</summary>
    public int Number(string name, int otherwise, int limit)
    {
        string? value = Text(name);
        if (value is null)
        {
            return otherwise;
        }

        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= limit
            ? number
            : throw ServiceRefusal.BadRequest(FormattableString.Invariant($"{name} must be 0 to {limit}."));
    }
}
