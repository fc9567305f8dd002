using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace Workspace.Commands.Infrastructure;

/// <summary>Reads tags given as a hashtable.</summary>
internal static class TagConverter
{
    public static IReadOnlyList<ResourceTag>? Read(Hashtable? tags) => tags is null
        ? null
        : [.. tags.Cast<DictionaryEntry>()
            .Select(entry => new ResourceTag { Key = entry.Key.ToString(), Value = entry.Value?.ToString() ?? "" })
            .OrderBy(tag => tag.Key, System.StringComparer.Ordinal)];
}
