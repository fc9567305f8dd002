using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using Workspace.Serialization;

namespace Workspace.Http;

/// <summary>
/// A set of ids. The service's ids are GUIDs in lower case: as such each takes a fifth of the memory that its text takes, which counts with 100,000 of them.
/// </summary>
internal sealed class IdSet
{
    private const int GuidLength = 36;

    private readonly HashSet<Guid> _guids = [];
    private readonly HashSet<string> _others = new(StringComparer.Ordinal);

    /// <summary>Adds an id; tells whether it is new.</summary>
    public bool Add(string id) => AsGuid(id) is { } guid ? _guids.Add(guid) : _others.Add(id);

    public bool Contains(string id) => AsGuid(id) is { } guid ? _guids.Contains(guid) : _others.Contains(id);

    // Only where the text can be made of the GUID again, so that no two ids become one.
    [MethodImpl(Hot.Path)]
    private static Guid? AsGuid(string id)
    {
        if (id.Length != GuidLength || !Guid.TryParseExact(id, "D", out Guid guid))
        {
            return null;
        }

        foreach (char c in id)
        {
            if (c is not ('-' or (>= '0' and <= '9') or (>= 'a' and <= 'f')))
            {
                return null;
            }
        }

        return guid;
    }
}
