using System;
using System.Collections.Generic;
using Workspace.Emulator.Http;

namespace Workspace.Emulator.Faults;

/// <summary>The gateway's limit on requests of the service, in any window of time on the tenant's clock. Its owner locks.</summary>
internal sealed class RateLimit(Quirks quirks)
{
    private readonly Queue<DateTimeOffset> _accepted = new();

    public void Admit(DateTimeOffset now)
    {
        if (quirks.RequestLimit == 0)
        {
            return;
        }

        TimeSpan window = TimeSpan.FromSeconds(quirks.RequestLimitPerMinute ? 60 : 1);
        while (_accepted.Count > 0 && _accepted.Peek() <= now - window)
        {
            _accepted.Dequeue();
        }

        if (_accepted.Count >= quirks.RequestLimit)
        {
            throw GatewayRefusal.Throttled(quirks.RequestLimit, quirks.RequestLimitPerMinute ? "1 minute" : "1 second");
        }

        _accepted.Enqueue(now);
    }
}
