using System;
using System.Collections.Generic;
using System.Linq;

namespace Workspace.Http;

/// <summary>Checks ids before they become part of a request.</summary>
internal static class ResourceId
{
    /// <summary>The most ids in one request.</summary>
    public const int MaxCount = 100;

    /// <summary>The id as a segment of a path.</summary>
    /// <exception cref="ArgumentException">The id is empty, too long or a path of its own.</exception>
    public static string Segment(string? id, string name) => PercentEncoding.Encode(Check(id, name));

    /// <summary>The id, when it can be one.</summary>
    public static string Check(string? id, string name)
    {
        if (string.IsNullOrWhiteSpace(id))
        {
            throw new ArgumentException($"{name} is empty. An empty id never means everything: give the id of one.");
        }

        if (id!.Length > WorkspaceClient.MaxIdLength)
        {
            throw new ArgumentException($"{name} '{PrintableText.Escape(id.Substring(0, 20))}…' has {id.Length} characters; the limit is {WorkspaceClient.MaxIdLength}.");
        }

        if (PrintableText.Escape(id) is var printed && printed != id)
        {
            throw new ArgumentException($"{name} '{printed}' is not an id: it contains a control or format character.");
        }

        return LeadsElsewhere(id) ? throw new ArgumentException($"{name} '{id}' is not an id: what goes into a path has no slashes, and is not dots alone.") : id;
    }

    /// <summary>An id that the service gave, or null where that cannot be one: it will be shown, and sent back in paths and headers.</summary>
    public static string? Given(string? id) =>
        id is { Length: > 0 and <= WorkspaceClient.MaxIdLength } && !LeadsElsewhere(id) && id.All(character => character is > ' ' and <= '~') ? id : null;

    /// <summary>Whether a text would not stay one segment: a URI drops dots, and .NET Framework's makes encoded slashes real ones.</summary>
    public static bool LeadsElsewhere(string segment) => segment is "." or ".." || segment.IndexOfAny(['/', '\\']) >= 0;

    /// <summary>The id to filter by, or null for no filter. An empty one is refused: it would list everything.</summary>
    public static string? CheckFilter(string? id, string name) => id is null ? null : Check(id, name);

    /// <summary>The ids, when there are 1 to 100 and each can be one.</summary>
    public static IReadOnlyList<string> CheckAll(IReadOnlyList<string>? ids, string name)
    {
        if (ids is null || ids.Count == 0)
        {
            throw new ArgumentException($"{name} is empty. No ids never mean everything: give at least one.");
        }

        if (ids.Count > MaxCount)
        {
            throw new ArgumentException($"{name} has {ids.Count} ids; one request takes {MaxCount} at most.");
        }

        foreach (string id in ids)
        {
            Check(id, name);
        }

        return ids;
    }

    /// <summary>The ids as one value, separated by commas: an id with a comma in it would be read as two.</summary>
    public static string? CheckJoined(IReadOnlyList<string>? ids, string name)
    {
        if (ids is null)
        {
            return null;
        }

        return CheckAll(ids, name).FirstOrDefault(id => id.Contains(',')) is { } two
            ? throw new ArgumentException($"{name} '{two}' is not an id: a comma separates ids.")
            : string.Join(",", ids);
    }
}
