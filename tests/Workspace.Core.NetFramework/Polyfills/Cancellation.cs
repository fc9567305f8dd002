using System.Threading.Tasks;

namespace System.Threading;

/// <summary>What .NET's CancellationTokenSource can do besides.</summary>
internal static class Cancellation
{
    public static Task CancelAsync(this CancellationTokenSource source) => Task.Run(source.Cancel);
}
