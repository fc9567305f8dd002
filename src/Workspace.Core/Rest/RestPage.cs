using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace Workspace.Rest;

/// <summary>One page of a list whose envelope nobody has described: finds its items and its count.</summary>
internal sealed class RestPage
{
    private static readonly string[] _totals = ["total_count", "totalCount", "total_num", "total", "count"];

    private RestPage(IReadOnlyList<object?> items, int? total)
    {
        Items = items;
        Total = total;
        FirstKey = items.Count == 0 ? null : Id(items[0]) ?? Encoding.UTF8.GetString(RestJson.Write(items[0]));
        LastId = items.Count == 0 ? null : Id(items[items.Count - 1]);
    }

    public IReadOnlyList<object?> Items { get; }

    /// <summary>How many items the whole list has, where the service says it.</summary>
    public int? Total { get; }

    /// <summary>What the first item is recognised by.</summary>
    public string? FirstKey { get; }

    public string? LastId { get; }

    /// <summary>Reads a page.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="words">What the list may be named by: the end of its path, its operation's name; in snake case.</param>
    /// <exception cref="WorkspaceException">Which member is the list cannot be told.</exception>
    public static RestPage Read(object? answer, IReadOnlyList<string> words)
    {
        if (answer is object?[] bare)
        {
            return new RestPage(bare, null);
        }

        IReadOnlyList<KeyValuePair<string, object?>> members = answer as RestObject ?? new RestObject([]);
        int? total = _totals.Select(name => Count(members, name)).FirstOrDefault(count => count is not null);
        KeyValuePair<string, object?>[] lists = [.. members.Where(member => member.Value is object?[])];

        // An empty list may be null, or not be there at all.
        KeyValuePair<string, object?>[] named = [.. members.Where(member => member.Value is object?[] or null && words.Any(word => Fits(member.Key, word)))];
        return named.Length == 1 ? new RestPage(named[0].Value as object?[] ?? [], total)
            : lists.Length == 1 ? new RestPage((object?[])lists[0].Value!, total)
            : lists.Length == 0 && total == 0 ? new RestPage([], total)
            : throw new WorkspaceException(WorkspaceException.NotAList, lists.Length == 0
                ? "The answer has no list in it whose pages could be read."
                : $"The answer has several lists in it ({string.Join(", ", lists.Select(list => list.Key))}), and which one to read is not known.");
    }

    // desktops and pool_desktops fit desktops; users fits list_subscribe_ai_assistant_users.
    private static bool Fits(string member, string word) =>
        member == word || member.EndsWith("_" + word, StringComparison.Ordinal) || word.EndsWith("_" + member, StringComparison.Ordinal);

    private static int? Count(IReadOnlyList<KeyValuePair<string, object?>> members, string name) =>
        members.Where(member => member.Key == name)
            .Select(member => int.TryParse(Convert.ToString(member.Value, CultureInfo.InvariantCulture), NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? count : (int?)null)
            .FirstOrDefault();

    private static string? Id(object? item) =>
        item is RestObject members && Convert.ToString(members["id"], CultureInfo.InvariantCulture) is { Length: > 0 } id ? id : null;
}
