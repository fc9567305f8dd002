using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;

namespace Workspace.Emulator.Http;

/// <summary>One page of a list: a single pass counts what matches, and only the page's own items are spelled out.</summary>
internal static class Page
{
    public static JsonObject Of<T>(
        string envelope,
        Call call,
        PageLimits limits,
        IEnumerable<T> items,
        Func<T, bool> matches,
        Func<T, JsonObject> toJson)
    {
        (List<T> page, int total) = Take(call, limits, items, matches);
        return new JsonObject
        {
            [envelope] = new JsonArray([.. page.Select(toJson)]),
            ["total_count"] = total,
        };
    }

    /// <summary>The same of items that are spelled out already.</summary>
    public static Answer OfSpelled<T>(
        string envelope,
        Call call,
        PageLimits limits,
        IEnumerable<T> items,
        Func<T, bool>? matches,
        Func<T, byte[]> spell)
    {
        (List<T> page, int total) = Take(call, limits, items, matches);
        byte[] begin = Encoding.UTF8.GetBytes($$"""{"{{envelope}}":[""");
        byte[] end = Encoding.UTF8.GetBytes(FormattableString.Invariant($$"""],"total_count":{{total}}}"""));
        byte[][] spelled = [.. page.Select(spell)];
        byte[] body = new byte[begin.Length + spelled.Sum(item => item.Length + 1) + end.Length - (spelled.Length == 0 ? 0 : 1)];
        int at = 0;
        Append(begin);
        for (int i = 0; i < spelled.Length; i++)
        {
            if (i > 0)
            {
                body[at++] = (byte)',';
            }

            Append(spelled[i]);
        }

        Append(end);
        return new Answer(body);

        void Append(byte[] part)
        {
            Buffer.BlockCopy(part, 0, body, at, part.Length);
            at += part.Length;
        }
    }

    private static (List<T> Page, int Total) Take<T>(Call call, PageLimits limits, IEnumerable<T> items, Func<T, bool>? matches)
    {
        int offset = call.Query.Number("offset", 0, limits.LastOffset);
        int limit = call.Query.Number("limit", limits.Standard, limits.Most);
        if (matches is null && items is IReadOnlyList<T> all)
        {
            return ([.. Enumerable.Range(offset, Math.Max(0, Math.Min(limit, all.Count - offset))).Select(i => all[i])], all.Count);
        }

        var page = new List<T>();
        int total = 0;
        foreach (T item in items)
        {
            if (matches?.Invoke(item) != false)
            {
                if (total >= offset && page.Count < limit)
                {
                    page.Add(item);
                }

                total++;
            }
        }

        return (page, total);
    }
}
