using System.IO;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace Workspace.Http;

/// <summary>Reads the stream of an answer so that the reading ends when it is cancelled, whatever the stream does.</summary>
internal static class AnswerStream
{
    public static async Task<int> ReadAsync(this Stream stream, byte[] buffer, int start, int count, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        Task<int> read = stream.ReadAsync(buffer, start, count, cancellationToken);
#if NETFRAMEWORK
        // The platform's stream looks at the token before it waits, and then no more. Disposing can wait itself, for what is left of the answer.
        if (!read.IsCompleted)
        {
            var stopped = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
            using (cancellationToken.Register(() => stopped.TrySetCanceled()))
            {
                if (await Task.WhenAny(read, stopped.Task).ConfigureAwait(false) != read)
                {
                    _ = Task.Run(response.Dispose, CancellationToken.None);
                    _ = read.ContinueWith(ended => _ = ended.Exception, TaskScheduler.Default);
                    read = stopped.Task;
                }
            }
        }
#endif
        return await read.ConfigureAwait(false);
    }
}
