using System;
using System.Collections.Generic;

namespace Workspace.Tests.Support;

/// <summary>A request as the service would see it.</summary>
internal sealed record RecordedRequest(string Method, Uri Address, IReadOnlyDictionary<string, string> Headers, string? Body)
{
    /// <summary>Path and query as they go over the wire.</summary>
    public string Target => Address.PathAndQuery;

    public string Path => Address.AbsolutePath;

    /// <summary>A header's value, or null where it was not sent.</summary>
    public string? Header(string name) => Headers.TryGetValue(name, out string? value) ? value : null;

    /// <summary>The first value of a query parameter, decoded, or null.</summary>
    public string? Query(string name)
    {
        foreach (string pair in Address.Query.TrimStart('?').Split('&'))
        {
            string[] parts = pair.Split('=', 2);
            if (parts[0] == name)
            {
                return Uri.UnescapeDataString(parts[1]);
            }
        }

        return null;
    }

    public override string ToString() => $"{Method} {Target}";
}
