using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Workspace.Pools;

namespace Workspace.Commands.Infrastructure;

/// <summary>Names to look for, with wildcards or without, in any case.</summary>
internal sealed class WildcardSet
{
    private readonly List<(string Text, WildcardPattern Pattern, bool IsLiteral)> _patterns = [];
    private readonly HashSet<string> _found = new(StringComparer.OrdinalIgnoreCase);

    public WildcardSet(IEnumerable<string?> names)
    {
        foreach (string? name in names)
        {
            if (string.IsNullOrWhiteSpace(name))
            {
                throw new ArgumentException("Name is null or empty. Nothing never means everything: use -Name * for all.");
            }

            bool literal = !WildcardPattern.ContainsWildcardCharacters(name!);
            string text = literal ? WildcardPattern.Unescape(name!) : name!;
            _patterns.Add((text, Compile(literal ? WildcardPattern.Escape(text) : text), literal));
        }
    }

    /// <summary>What to ask the service for, whose search is fuzzy: for each pattern its longest run without wildcards, or null for all.</summary>
    public IEnumerable<string?> Searches => _patterns.Any(p => Fragment(p) is null)
        ? [null]
        : _patterns.Select(Fragment).Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>The literal names that no item had.</summary>
    public IEnumerable<string> NotFound => _patterns.Where(p => p.IsLiteral && !_found.Contains(p.Text)).Select(p => p.Text);

    /// <summary>Whether an item's name is one that was asked for.</summary>
    public bool Match(string? name)
    {
        bool any = false;
        foreach (var (text, pattern, isLiteral) in _patterns)
        {
            if (name is not null && pattern.IsMatch(name))
            {
                any = true;
                if (isLiteral)
                {
                    _found.Add(text);
                }
            }
        }

        return any;
    }

    /// <summary>Whether a pool's name or id fits a pattern.</summary>
    /// <exception cref="ArgumentException">It is no pattern.</exception>
    public static Predicate<Pool> CompilePool(string text)
    {
        WildcardPattern pattern = Compile(text);
        return pool => pattern.IsMatch(pool.Name ?? "") || pattern.IsMatch(pool.PoolId ?? "");
    }

    /// <summary>A pattern for names in any case, whatever the culture takes for one letter.</summary>
    /// <exception cref="ArgumentException">It is no pattern.</exception>
    public static WildcardPattern Compile(string text)
    {
        var pattern = new WildcardPattern(text, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
        try
        {
            // It is read when it is used for the first time.
            _ = pattern.IsMatch("");
            return pattern;
        }
        catch (WildcardPatternException invalid)
        {
            throw new ArgumentException($"'{text}' is not a valid wildcard pattern. Close the bracket, or put a backtick before it where it is part of a name.", invalid);
        }
    }

    private static string? Fragment((string Text, WildcardPattern Pattern, bool IsLiteral) pattern)
    {
        if (pattern.IsLiteral)
        {
            return pattern.Text;
        }

        // A class of characters is no literal text, and neither is what a backtick escapes.
        if (pattern.Text.IndexOfAny(['[', '`']) >= 0)
        {
            return null;
        }

        string longest = pattern.Text.Split('*', '?').OrderByDescending(part => part.Length).First();
        return longest.Length == 0 ? null : longest;
    }
}
