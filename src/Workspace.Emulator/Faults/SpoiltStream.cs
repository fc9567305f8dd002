using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace Workspace.Emulator.Faults;

/// <summary>A body that does not come whole and at once: after its start come blanks. None of them is kept, however many there are.</summary>
/// <param name="start">What comes first.</param>
/// <param name="moreAsync">Told how many blanks there were, tells how many come next; 0 for the end.</param>
internal sealed class SpoiltStream(byte[] start, Func<long, CancellationToken, Task<long>> moreAsync) : Stream
{
    private int _position;
    private long _blanks;
    private long _due;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        int read = Math.Min(count, start.Length - _position);
        if (read > 0)
        {
            Buffer.BlockCopy(start, _position, buffer, offset, read);
            _position += read;
            return read;
        }

        _due = _due > 0 ? _due : await moreAsync(_blanks, cancellationToken).ConfigureAwait(false);
        read = (int)Math.Min(count, _due);
        buffer.AsSpan(offset, read).Fill((byte)' ');
        _due -= read;
        _blanks += read;
        return read;
    }

#if NET
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        byte[] part = new byte[buffer.Length];
        int read = await ReadAsync(part, 0, part.Length, cancellationToken).ConfigureAwait(false);
        part.AsSpan(0, read).CopyTo(buffer.Span);
        return read;
    }
#endif

    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer, offset, count, CancellationToken.None).GetAwaiter().GetResult();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
