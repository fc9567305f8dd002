using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;

namespace Workspace.Rest;

/// <summary>All operations of the service's API, from Operations.txt. It is read when it is first asked for.</summary>
public static class OperationCatalogue
{
    private static readonly Lazy<IReadOnlyList<ServiceOperation>> _all = new(() => [.. Lines().Select(line => new ServiceOperation(line))]);
    private static readonly Lazy<Dictionary<string, ServiceOperation>> _byName = new(() => All.ToDictionary(o => o.Operation, StringComparer.OrdinalIgnoreCase));

    /// <summary>Every operation, in the order of the paths.</summary>
    public static IReadOnlyList<ServiceOperation> All => _all.Value;

    /// <summary>An operation by its name, in any case.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The operation, or null where there is none of that name.</returns>
    public static ServiceOperation? Find(string name) => _byName.Value.TryGetValue(name, out ServiceOperation? found) ? found : null;

    /// <summary>The operation that a request is for.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">The path, with placeholders or with values in their place.</param>
    /// <returns>The operation, or null where there is none.</returns>
    public static ServiceOperation? Find(string method, string path)
    {
        string[] segments = path.Split('/');

        // What is written out goes before a placeholder: desktops/detail is no desktop.
        return All
            .Where(o => o.Method == method && o.Template.Matches(segments))
            .OrderBy(o => o.PathParameter.Length)
            .FirstOrDefault();
    }

    private static IEnumerable<string> Lines()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Operations.txt")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith("#", StringComparison.Ordinal))
            {
                yield return line;
            }
        }
    }
}
