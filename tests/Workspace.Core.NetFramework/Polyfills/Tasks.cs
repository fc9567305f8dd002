namespace System.Threading.Tasks;

/// <summary>What .NET's tasks can do besides.</summary>
internal static class Tasks
{
    public static async Task WaitAsync(this Task task, TimeSpan limit, CancellationToken cancellationToken = default)
    {
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (await Task.WhenAny(task, Task.Delay(limit, timer.Token)) != task)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new TimeoutException();
        }

        timer.Cancel();
        await task;
    }

    public static async Task<T> WaitAsync<T>(this Task<T> task, TimeSpan limit, CancellationToken cancellationToken = default)
    {
        await ((Task)task).WaitAsync(limit, cancellationToken);
        return await task;
    }

    public static Task WaitAsync(this Task task, CancellationToken cancellationToken) => task.WaitAsync(Timeout.InfiniteTimeSpan, cancellationToken);

    public static Task<T> WaitAsync<T>(this Task<T> task, CancellationToken cancellationToken) => task.WaitAsync(Timeout.InfiniteTimeSpan, cancellationToken);
}
