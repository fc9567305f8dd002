using System;

namespace Workspace.Http;

/// <summary>
/// How many repeats a connection may still make. A success earns a tenth of one, so a service that answers nothing any more
/// is soon asked once per request and not three times.
/// </summary>
internal sealed class RetryQuota
{
    private const double Most = 10;
    private const double EarnedPerSuccess = 0.1;

    private readonly object _lock = new();
    private double _left = Most;

    /// <summary>Takes one repeat, where there is one.</summary>
    public bool TryTake()
    {
        lock (_lock)
        {
            if (_left < 1)
            {
                return false;
            }

            _left--;
            return true;
        }
    }

    /// <summary>A request succeeded.</summary>
    public void Earn()
    {
        lock (_lock)
        {
            _left = Math.Min(Most, _left + EarnedPerSuccess);
        }
    }
}
