using System;

namespace Workspace.Emulator.Iam;

/// <summary>Locks the access key for five minutes after more than five failures in a row.</summary>
internal sealed class AccessKeyLock
{
    private const int Tolerated = 5;

    private static readonly TimeSpan _duration = TimeSpan.FromMinutes(5);

    private int _failures;
    private DateTimeOffset _lockedUntil = DateTimeOffset.MinValue;

    public bool IsLocked(DateTimeOffset now) => now < _lockedUntil;

    public void CountFailure(DateTimeOffset now)
    {
        if (++_failures > Tolerated)
        {
            _failures = 0;
            _lockedUntil = now + _duration;
        }
    }

    public void CountSuccess() => _failures = 0;
}
