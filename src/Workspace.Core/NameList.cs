using System.Collections.Generic;
using System.Linq;

namespace Workspace;

/// <summary>Lists names in a message, which is read to its end only when it is short.</summary>
public static class NameList
{
    private const int MostNames = 5;

    /// <summary>The first five of some names, and how many more there are.</summary>
    /// <param name="names">The names.</param>
    /// <returns>The list, as text.</returns>
    public static string Of(IReadOnlyCollection<string?> names) =>
        string.Join(", ", names.Take(MostNames)) + (names.Count > MostNames ? $" and {names.Count - MostNames} more" : "");
}
