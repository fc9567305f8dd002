using System;

namespace Workspace.Emulator.Desktops;

/// <summary>A power action on one desktop. Its state is a function of the time.</summary>
/// <param name="task">What the desktop shows meanwhile.</param>
/// <param name="begin">When it began.</param>
/// <param name="end">When it ends.</param>
/// <param name="lag">By how much later than its beginning and end the desktop's task shows them, and than the task its status.</param>
internal sealed class PowerChange(string task, DateTimeOffset begin, DateTimeOffset end, TimeSpan lag)
{
    /// <summary>When the desktop's status shows what became of it.</summary>
    public DateTimeOffset Settled => end + lag + lag;

    public bool HasEnded(DateTimeOffset now) => now >= Settled;

    public string TaskAt(DateTimeOffset now) => now >= begin + lag && now < end + lag ? task : string.Empty;
}
