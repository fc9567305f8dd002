using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Workspace.Tests.Support;

/// <summary>Counts errors of tasks that nobody awaited, of those that carry a mark: tests run side by side.</summary>
internal sealed class UnobservedErrors : IDisposable
{
    private readonly string _mark;
    private int _count;

    public UnobservedErrors(string mark)
    {
        _mark = mark;
        TaskScheduler.UnobservedTaskException += Hear;
    }

    /// <summary>How many there were, after all tasks that nobody holds any more are gone.</summary>
    public int Count()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return Volatile.Read(ref _count);
    }

    public void Dispose() => TaskScheduler.UnobservedTaskException -= Hear;

    private void Hear(object? sender, UnobservedTaskExceptionEventArgs error)
    {
        if (error.Exception.Flatten().InnerExceptions.Any(e => e.ToString().Contains(_mark, StringComparison.Ordinal)))
        {
            Interlocked.Increment(ref _count);
        }
    }
}
