using System.Threading;
using System.Threading.Tasks;

namespace System.IO;

/// <summary>What .NET's streams can do besides.</summary>
internal static class Streams
{
    public static Task<int> ReadAsync(this Stream stream, byte[] buffer, CancellationToken cancellationToken) => stream.ReadAsync(buffer, 0, buffer.Length, cancellationToken);

    public static Task WriteAsync(this Stream stream, byte[] bytes, CancellationToken cancellationToken) => stream.WriteAsync(bytes, 0, bytes.Length, cancellationToken);

    public static async Task ReadExactlyAsync(this Stream stream, byte[] buffer, CancellationToken cancellationToken)
    {
        for (int read = 0; read < buffer.Length;)
        {
            int more = await stream.ReadAsync(buffer, read, buffer.Length - read, cancellationToken);
            read += more > 0 ? more : throw new EndOfStreamException();
        }
    }
}
