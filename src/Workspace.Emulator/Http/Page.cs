using System;
using System.Collections.Generic;
using System.Linq;
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
        int offset = call.Query.Number("offset", 0, limits.LastOffset);
        int limit = call.Query.Number("limit", limits.Standard, limits.Most);
        var page = new List<T>();
        int total = 0;
        foreach (T item in items)
        {
            if (matches(item))
            {
                if (total >= offset && page.Count < limit)
                {
                    page.Add(item);
                }

                total++;
            }
        }

        return new JsonObject
        {
            [envelope] = new JsonArray([.. page.Select(toJson)]),
            ["total_count"] = total,
        };
    }
}
