using System;

namespace Workspace.Http;

/// <summary>The names of members in the objects that are open at a place in JSON, each as a number.</summary>
internal sealed class OpenNames
{
    // As deep as JSON is read.
    private readonly int[] _starts = new int[64];
    private ulong[] _names = new ulong[128];
    private int _depth = -1;
    private int _count;

    public void Open() => _starts[++_depth] = _count;

    public void Close() => _count = _starts[_depth--];

    /// <summary>A member of the innermost object.</summary>
    /// <returns>How many members the object has now; null where it has one of that name already.</returns>
    public int? Add(ReadOnlySpan<byte> name)
    {
        // FNV-1a: among some dozen names two are not the same by chance.
        ulong hash = 14695981039346656037UL;
        foreach (byte next in name)
        {
            hash = unchecked((hash ^ next) * 1099511628211UL);
        }

        int start = _starts[_depth];
        if (Array.IndexOf(_names, hash, start, _count - start) >= 0)
        {
            return null;
        }

        if (_count == _names.Length)
        {
            Array.Resize(ref _names, 2 * _count);
        }

        _names[_count++] = hash;
        return _count - start;
    }
}
