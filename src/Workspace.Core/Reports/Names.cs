using System;
using System.Collections.Generic;

namespace Workspace.Reports;

/// <summary>Texts that come again and again, each by its number.</summary>
internal sealed class Names
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _all = [];

    /// <summary>The texts in the order of their numbers.</summary>
    public IReadOnlyList<string> All => _all;

    /// <summary>The number of a text; no text counts as an empty one.</summary>
    public int NumberOf(string? text)
    {
        text ??= "";
        if (!_numbers.TryGetValue(text, out int number))
        {
            number = _all.Count;
            _numbers.Add(text, number);
            _all.Add(text);
        }

        return number;
    }
}
