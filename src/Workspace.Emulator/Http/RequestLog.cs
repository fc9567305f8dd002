using System;
using System.Collections.Generic;

namespace Workspace.Emulator.Http;

/// <summary>The requests received, the last 10,000 of them.</summary>
internal sealed class RequestLog
{
    private const int Capacity = 10_000;

    private readonly Queue<EmulatorRequest> _requests = new();
    private int _inWork;

    public int MostAtOnce { get; private set; }

    public void Add(EmulatorRequest request)
    {
        lock (_requests)
        {
            MostAtOnce = Math.Max(MostAtOnce, ++_inWork);
            _requests.Enqueue(request);
            if (_requests.Count > Capacity)
            {
                _requests.Dequeue();
            }
        }
    }

    public void Ended()
    {
        lock (_requests)
        {
            _inWork--;
        }
    }

    public IReadOnlyList<EmulatorRequest> Snapshot()
    {
        lock (_requests)
        {
            return _requests.ToArray();
        }
    }
}
