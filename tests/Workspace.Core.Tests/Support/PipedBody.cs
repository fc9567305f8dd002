using System;
using System.IO;
using System.IO.Pipelines;
using System.Text;
using System.Threading.Tasks;

namespace Workspace.Tests.Support;

/// <summary>The body of an answer that comes as a test lets it come.</summary>
internal sealed class PipedBody
{
    // Whoever writes waits until what was written is read.
    private readonly Pipe _pipe = new(new PipeOptions(pauseWriterThreshold: 1, resumeWriterThreshold: 1));
    private readonly Func<PipeWriter, Task> _writeAsync;
    private long _taken;

    private PipedBody(Func<PipeWriter, Task> writeAsync) => _writeAsync = writeAsync;

    /// <summary>Ends when the reader has taken all that comes, or has hung up.</summary>
    public Task Done { get; private set; } = Task.CompletedTask;

    /// <summary>How many bytes the reader took.</summary>
    public long Taken => _taken;

    /// <summary>Nothing comes after the start.</summary>
    public static PipedBody Stalled(string start) => new(writer => writer.WriteAsync(Encoding.UTF8.GetBytes(start)).AsTask());

    /// <summary>The connection breaks after the start.</summary>
    public static PipedBody Broken(string start) => new(async writer =>
    {
        await writer.WriteAsync(Encoding.UTF8.GetBytes(start));
        await writer.CompleteAsync(new IOException("The connection was reset."));
    });

    /// <summary>Blanks come after the start.</summary>
    public static PipedBody Long(string start, long length)
    {
        PipedBody? body = null;
        return body = new(async writer =>
        {
            byte[] part = Encoding.UTF8.GetBytes(start.PadRight(64 * 1024));
            for (long left = length; left > 0 && !(await writer.WriteAsync(part.AsMemory(0, (int)Math.Min(left, part.Length)))).IsCompleted; left -= part.Length)
            {
                body!._taken += Math.Min(left, part.Length);
                part.AsSpan().Fill((byte)' ');
            }

            await writer.CompleteAsync();
        });
    }

    public Stream Open()
    {
        Done = _writeAsync(_pipe.Writer);
        return _pipe.Reader.AsStream();
    }
}
