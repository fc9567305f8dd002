using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace Workspace.Tests.Fuzz;

/// <summary>A body that comes in crumbs, breaks off or has no end.</summary>
internal sealed class FuzzStream(byte[] body, FuzzDelivery delivery, int breaksAt) : Stream
{
    private int _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        if (delivery == FuzzDelivery.Broken && _position >= breaksAt)
        {
            throw new IOException("The response ended prematurely (fuzz).");
        }

        if (_position >= body.Length)
        {
            if (delivery != FuzzDelivery.Endless)
            {
                return 0;
            }

            buffer.Fill((byte)' ');
            return buffer.Length;
        }

        int most = delivery == FuzzDelivery.Crumbs ? 1 + (_position % 700) : breaksAt > _position ? breaksAt - _position : int.MaxValue;
        int count = Math.Min(Math.Min(buffer.Length, most), body.Length - _position);
        body.AsSpan(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Read(buffer, offset, count));
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Read(buffer.Span));
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
