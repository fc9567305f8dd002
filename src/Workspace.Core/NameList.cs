using System.Collections.Generic;
using System.Linq;

namespace Workspace;

/// <summary>Lists names in a message, which is read to its end only when it is short.</summary>
internal static class NameList
{
    private const int MostNames = 5;

    /// <summary>The first of some names, and how many more there are.</summary>
    public static string Of(IReadOnlyCollection<string?> names) =>
        string.Join(", ", names.Take(MostNames)) + (names.Count > MostNames ? $" and {names.Count - MostNames} more" : "");
}
