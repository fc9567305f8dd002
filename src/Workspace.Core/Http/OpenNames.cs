using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Workspace.Serialization;

namespace Workspace.Http;

/// <summary>The names of members in the objects that are open at a place in JSON, each as a number and where it stands.</summary>
internal sealed class OpenNames
{
    // As deep as JSON is read.
    private readonly int[] _starts = new int[64];

    // Objects of a list are alike: names that were looked at once, in their order, need not be looked at again.
    private readonly ulong[] _alike = new ulong[256];
    private (ulong Hash, int Place)[] _names = new (ulong, int)[128];
    private int _depth = -1;
    private int _count;

    public void Open() => _starts[++_depth] = _count;

    /// <summary>A member of the innermost object.</summary>
    /// <returns>How many members the object has now.</returns>
    [MethodImpl(Hot.Path)]
    public int Add(ReadOnlySpan<byte> name, int place)
    {
        if (_count == _names.Length)
        {
            Array.Resize(ref _names, 2 * _count);
        }

        _names[_count++] = (Hash(name), place);
        return _count - _starts[_depth];
    }

    /// <summary>The innermost object ends.</summary>
    /// <returns>Where a name stands that it had before; null where all are different.</returns>
    [MethodImpl(Hot.Path)]
    public int? Close()
    {
        int start = _starts[_depth--];
        int end = _count;
        _count = start;
        if (end - start < 2)
        {
            return null;
        }

        ulong all = 0;
        for (int i = start; i < end; i++)
        {
            all = Mixed(all, _names[i].Hash);
        }

        ref ulong alike = ref _alike[all % (ulong)_alike.Length];
        if (alike == all)
        {
            return null;
        }

        for (int i = start + 1; i < end; i++)
        {
            for (int before = start; before < i; before++)
            {
                if (_names[before].Hash == _names[i].Hash)
                {
                    return _names[i].Place;
                }
            }
        }

        alike = all;
        return null;
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mixed(ulong hash, ulong next)
    {
        hash = unchecked((hash ^ next) * 0x9E3779B97F4A7C15UL);
        return hash ^ (hash >> 32);
    }
}
