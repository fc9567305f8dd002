using System;
using System.Management.Automation;
using System.Threading;
using Workspace.Http;

namespace Workspace.Commands;

/// <summary>A bar over a whole wait, with the time that is left if it goes on as fast as so far.</summary>
/// <param name="write">Writes a record.</param>
/// <param name="clock">Tells how long it took so far.</param>
/// <param name="activity">What is done.</param>
internal sealed class ProgressBar(Action<ProgressRecord> write, IClock clock, string activity)
{
    private static int _lastId;

    private readonly DateTimeOffset _begin = clock.UtcNow;
    private string? _status;
    private int _percent;
    private DateTimeOffset? _end;

    /// <summary>What tells it from other bars.</summary>
    public int Id { get; } = NextId();

    /// <summary>A number that no other bar has.</summary>
    public static int NextId() => Interlocked.Increment(ref _lastId) & int.MaxValue;

    /// <summary>Shows how far it has come.</summary>
    /// <param name="status">That in words.</param>
    /// <param name="percent">That as a share.</param>
    public void Show(string status, int percent)
    {
        DateTimeOffset now = clock.UtcNow;
        _status = status;
        _percent = percent;
        _end = percent is > 0 and < 100 ? now.AddSeconds((now - _begin).TotalSeconds * (100 - percent) / percent) : null;
        ShowAgain();
    }

    /// <summary>Shows it as it was, with the time that is left now.</summary>
    public void ShowAgain()
    {
        if (_status is not null)
        {
            int seconds = _end is { } end ? Math.Max(1, (int)(end - clock.UtcNow).TotalSeconds) : -1;
            write(new ProgressRecord(Id, activity, _status) { PercentComplete = _percent, SecondsRemaining = seconds });
        }
    }

    /// <summary>Takes it away.</summary>
    public void Hide() => write(new ProgressRecord(Id, activity, "Done") { RecordType = ProgressRecordType.Completed });
}
