using System;
using System.Collections.Generic;
using System.Linq;

namespace Workspace.Emulator.Jobs;

/// <summary>
/// What will change and when. Nothing runs by itself: whoever looks at the state first lets pass what is due, in the order of time.
/// </summary>
internal sealed class Agenda
{
    private readonly SortedDictionary<(DateTimeOffset Due, long Number), Action> _entries = [];
    private long _last;

    public void Add(DateTimeOffset due, Action change) => _entries.Add((due, ++_last), change);

    public void RunUntil(DateTimeOffset now)
    {
        while (_entries.Count > 0)
        {
            KeyValuePair<(DateTimeOffset Due, long Number), Action> next = _entries.First();
            if (next.Key.Due > now)
            {
                return;
            }

            // Taken off first: a change may add another one.
            _entries.Remove(next.Key);
            next.Value();
        }
    }
}
