using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Workspace.Serialization;

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
    [MethodImpl(Hot.Path)]
    public int? Add(ReadOnlySpan<byte> name)
    {
        ulong hash = Hash(name);
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

    // Among some dozen names two have not the same by chance. Eight bytes at a time: this is done for each member of each object.
    [MethodImpl(Hot.Path)]
    private static ulong Hash(ReadOnlySpan<byte> name)
    {
        ulong hash = 14695981039346656037UL ^ (ulong)name.Length;
        for (; name.Length >= sizeof(ulong); name = name.Slice(sizeof(ulong)))
        {
            hash = Mixed(hash, BinaryPrimitives.ReadUInt64LittleEndian(name));
        }

        ulong rest = 0;
        foreach (byte next in name)
        {
            rest = (rest << 8) | next;
        }

        return Mixed(hash, rest);
    }

    private static ulong Mixed(ulong hash, ulong next)
    {
        hash = unchecked((hash ^ next) * 0x9E3779B97F4A7C15UL);
        return hash ^ (hash >> 32);
    }
}
