using System;
using System.Buffers;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;

namespace Workspace.Http;

/// <summary>The body of an answer, read to its end or for as long as it can be of use.</summary>
/// <param name="Bytes">What came, decompressed and without a byte order mark.</param>
/// <param name="Flaw">Why that is not the whole body; null where it is.</param>
/// <param name="IsLent">They are given back by <see cref="Release"/>.</param>
internal readonly record struct AnswerBody(ReadOnlyMemory<byte> Bytes, string? Flaw, bool IsLent = false)
{
    /// <summary>The most bytes of an answer, decompressed. The longest page that the client asks for, 500 desktops with all details, has a tenth of that.</summary>
    public const int Longest = 16 * 1024 * 1024;

    /// <summary>The most bytes of a file, and of a response that lists all at once: a job of some 90,000 desktops.</summary>
    public const int LongestFile = 64 * 1024 * 1024;

    /// <summary>The most bytes of an error's answer; of more only these are read.</summary>
    public const int LongestError = 256 * 1024;

    private const int PartSize = 64 * 1024;

    /// <summary>Reads a body. Only a success must be whole: of an error's body that breaks off or does not end in time, what came is enough.</summary>
    /// <param name="response">The answer, of which only the headers were read.</param>
    /// <param name="longest">The most bytes to read.</param>
    /// <param name="mayLend">The bytes of a success are lent: who read them calls <see cref="Release"/>.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<AnswerBody> ReadAsync(HttpResponseMessage response, int longest, bool mayLend, CancellationToken cancellationToken)
    {
        if (response.Content is not { } content)
        {
            return default;
        }

        if (response.IsSuccessStatusCode && content.Headers.ContentLength > longest)
        {
            return new(default, TooLong(longest));
        }

        List<byte[]> parts = [];
        int length = 0;
        string? flaw = null;
        try
        {
            // Disposed of with the answer.
            Stream stream = await OpenAsync(content, cancellationToken).ConfigureAwait(false);
            while (flaw is null)
            {
                int start = length % PartSize;
                if (start == 0)
                {
                    parts.Add(ArrayPool<byte>.Shared.Rent(PartSize));
                }

                int read = await stream.ReadAsync(parts[parts.Count - 1], start, PartSize - start, response, cancellationToken).ConfigureAwait(false);
                if (read == 0)
                {
                    break;
                }

                length += read;
                flaw = length > longest ? TooLong(longest) : null;
            }
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // What is still being written to must not go back to the pool.
            return response.IsSuccessStatusCode ? throw new OperationCanceledException(cancellationToken) : new(Join(parts, length, longest, isLent: false), "it did not come to its end in time");
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException or HttpRequestException or InvalidOperationException or NotSupportedException)
        {
            flaw = broken is InvalidDataException ? "its compression is damaged" : $"it broke off after {length} bytes";
        }

        bool isLent = mayLend && response.IsSuccessStatusCode;
        ReadOnlyMemory<byte> bytes = Join(parts, length, longest, isLent);
        parts.ForEach(part => ArrayPool<byte>.Shared.Return(part));
        return new(bytes, flaw, isLent);
    }

    /// <summary>Gives back what is lent. The bytes are not to be looked at any more.</summary>
    public void Release()
    {
        if (MemoryMarshal.TryGetArray(Bytes, out ArraySegment<byte> lent))
        {
            ArrayPool<byte>.Shared.Return(lent.Array!);
        }
    }

    private static string TooLong(int longest) => $"it is longer than {longest / 1024} KB";

    private static Task<Stream> OpenAsync(HttpContent content, CancellationToken cancellationToken)
    {
#if NET
        return content.ReadAsStreamAsync(cancellationToken);
#else
        cancellationToken.ThrowIfCancellationRequested();
        return content.ReadAsStreamAsync();
#endif
    }

    // A page is too large for the memory that is cleaned up often: lent and given back, it costs nothing.
    private static ReadOnlyMemory<byte> Join(List<byte[]> parts, int length, int longest, bool isLent)
    {
        int skip = length >= 3 && parts[0].AsSpan(0, 3).SequenceEqual((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? 3 : 0;
        int end = Math.Min(length, longest);
        if (end <= skip)
        {
            return default;
        }

        byte[] all = isLent ? ArrayPool<byte>.Shared.Rent(end - skip) : new byte[end - skip];
        for (int at = skip; at < end;)
        {
            int start = at % PartSize;
            int count = Math.Min(PartSize - start, end - at);
            Buffer.BlockCopy(parts[at / PartSize], start, all, at - skip, count);
            at += count;
        }

        return new(all, 0, end - skip);
    }
}
