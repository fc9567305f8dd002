using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Workspace.Http;

namespace Workspace.Rest;

/// <summary>
/// A path below a connection's endpoint, with placeholders in braces. It can lead nowhere else: neither to another host nor,
/// by dots or empty segments, to another path than it shows.
/// </summary>
public sealed class PathTemplate
{
    private const string Project = "project_id";

    private static readonly Regex _segment = new(@"^(?:[A-Za-z0-9\-._~!$&'()*+,;=:@]|%[0-9A-Fa-f]{2})+\z", RegexOptions.CultureInvariant);
    private static readonly Regex _placeholder = new(@"^\{([a-z][a-z0-9_]*)\}\z", RegexOptions.CultureInvariant);
    private static readonly Regex _version = new(@"^v[0-9]+\z", RegexOptions.CultureInvariant);

    private readonly string[] _segments;

    private PathTemplate(string[] segments)
    {
        _segments = segments;
        Placeholders = [.. segments.Select(Placeholder).OfType<string>().Where(name => name != Project)];
    }

    /// <summary>The names of the placeholders but the project, in their order.</summary>
    public IReadOnlyList<string> Placeholders { get; }

    /// <summary>The first segment that is neither the version nor a placeholder.</summary>
    internal string Resource => _segments.FirstOrDefault(segment => Placeholder(segment) is null && !_version.IsMatch(segment)) ?? "";

    /// <summary>The last segment that is no placeholder.</summary>
    internal string LastWord => _segments.LastOrDefault(segment => Placeholder(segment) is null) ?? "";

    /// <summary>Reads a path.</summary>
    /// <param name="path">The path: it begins with a slash, is percent-encoded and has no query.</param>
    /// <returns>The template.</returns>
    /// <exception cref="ArgumentException">It is no such path.</exception>
    public static PathTemplate Parse(string? path)
    {
        if (string.IsNullOrEmpty(path))
        {
            throw new ArgumentException("Path is null or empty.");
        }

        if (path![0] != '/')
        {
            throw new ArgumentException($"Path '{path}' does not begin with a slash. Give the path alone, such as /v2/{{project_id}}/desktops: requests go to the connection's endpoint and nowhere else.");
        }

        if (path.Contains('?'))
        {
            throw new ArgumentException($"Path '{path}' has a query. Give the query with -Query.");
        }

        string[] segments = path.Substring(1).Split('/');
        return segments.FirstOrDefault(segment => !IsGood(segment)) is { } bad
            ? throw new ArgumentException($"Path '{path}' has a segment '{bad}', which is none: empty, of dots only, with an escaped slash, or with characters that must be escaped ([uri]::EscapeDataString does).")
            : new PathTemplate(segments);
    }

    /// <summary>How a placeholder is called as a parameter: DesktopId for desktop_id.</summary>
    /// <param name="placeholder">The placeholder's name.</param>
    /// <returns>The name in Pascal case.</returns>
    public static string ParameterName(string placeholder) =>
        string.Concat(placeholder.Split('_').Where(word => word.Length > 0).Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1)));

    /// <inheritdoc/>
    public override string ToString() => "/" + string.Join("/", _segments);

    /// <summary>The path with values in place of the placeholders.</summary>
    /// <exception cref="ArgumentException">A value is missing, or cannot be a segment.</exception>
    internal string Fill(string projectId, IDictionary<string, string?> values)
    {
        foreach (string name in values.Keys.Where(name => !Placeholders.Contains(name)))
        {
            throw new ArgumentException($"{this} has no {name} in it: leave -{ParameterName(name)} out.");
        }

        return string.Concat(_segments.Select(segment => "/" + (Placeholder(segment) is { } name ? Value(name) : segment)));

        string Value(string name) =>
            name == Project ? ResourceId.Segment(projectId, Project)
            : values.TryGetValue(name, out string? value) ? ResourceId.Segment(value, ParameterName(name))
            : throw new ArgumentException($"{this} needs a {name}: give -{ParameterName(name)}.");
    }

    /// <summary>Whether a path, split at its slashes, is one of these.</summary>
    internal bool Matches(string[] segments) =>
        segments.Length == _segments.Length + 1
        && _segments.Select((own, i) => segments[i + 1].Length > 0 && (own == segments[i + 1] || Placeholder(own) is not null)).All(fits => fits);

    // Dots are taken out of a URI also where they are encoded, .NET Framework makes encoded slashes real ones, and the request would go to another resource.
    private static bool IsGood(string segment) =>
        _placeholder.IsMatch(segment) || (_segment.IsMatch(segment) && IsText(segment) && !ResourceId.LeadsElsewhere(Uri.UnescapeDataString(segment)));

    // Escapes that are no UTF-8 cannot be signed. They stay when a text is unescaped.
    private static bool IsText(string segment) => Uri.UnescapeDataString(segment.Replace("%25", "_")).IndexOf('%') < 0;

    private static string? Placeholder(string segment) => _placeholder.Match(segment) is { Success: true } match ? match.Groups[1].Value : null;
}
