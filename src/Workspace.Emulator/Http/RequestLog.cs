using System.Collections.Generic;

namespace Workspace.Emulator.Http;

/// <summary>The requests received, the last 10,000 of them.</summary>
internal sealed class RequestLog
{
    private const int Capacity = 10_000;

    private readonly Queue<EmulatorRequest> _requests = new();

    public void Add(EmulatorRequest request)
    {
        lock (_requests)
        {
            _requests.Enqueue(request);
            if (_requests.Count > Capacity)
            {
                _requests.Dequeue();
            }
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
