using System;

namespace Workspace.Http;

/// <summary>Random numbers from 0 to 1, from any thread.</summary>
internal sealed class Jitter
{
    private readonly Random _random = new();

    public double Next()
    {
        lock (_random)
        {
            return _random.NextDouble();
        }
    }
}
