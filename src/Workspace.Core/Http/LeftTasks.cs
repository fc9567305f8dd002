using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Workspace.Http;

/// <summary>Tasks whose results nobody wants any more.</summary>
internal static class LeftTasks
{
    /// <summary>Waits until all have ended, whatever became of them. No failure stays unobserved, and no other thread is needed.</summary>
    public static Task EndAsync(this IEnumerable<Task> tasks) => Task.WhenAll(tasks.Select(task => task.ContinueWith(
        ended => _ = ended.Exception,
        CancellationToken.None,
        TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default)));
}
