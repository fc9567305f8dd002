using System;
using System.Collections.Generic;

namespace Workspace.Emulator.Http;

/// <summary>The last requests received: 10,000 of them at most, and 64 MB.</summary>
internal sealed class RequestLog
{
    private const int MaxRequests = 10_000;
    private const long MaxBytes = 64 * 1024 * 1024;

    private readonly Queue<EmulatorRequest> _requests = new();
    private long _bytes;
    private int _inWork;

    public int MostAtOnce { get; private set; }

    // The body counts when the request has ended: whether it is kept is known then.
    public void Add(EmulatorRequest request)
    {
        lock (_requests)
        {
            MostAtOnce = Math.Max(MostAtOnce, ++_inWork);
            _requests.Enqueue(request);
            Count(request, request.HeadBytes);
        }
    }

    public void Ended(EmulatorRequest request)
    {
        lock (_requests)
        {
            _inWork--;
            if (request.LoggedBytes > 0)
            {
                Count(request, request.HeadBytes + request.Body.Length);
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

    private void Count(EmulatorRequest request, long bytes)
    {
        _bytes += bytes - request.LoggedBytes;
        request.LoggedBytes = bytes;
        while (_requests.Count > MaxRequests || _bytes > MaxBytes)
        {
            EmulatorRequest oldest = _requests.Dequeue();
            _bytes -= oldest.LoggedBytes;
            oldest.LoggedBytes = 0;
        }
    }
}
