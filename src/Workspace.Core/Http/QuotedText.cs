using System;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Workspace.Serialization;
#if NET
using System.Numerics;
using System.Runtime.Intrinsics;
#endif

namespace Workspace.Http;

/// <summary>A text between quotes in JSON, as bytes.</summary>
internal static class QuotedText
{
    /// <summary>Where the quote stands that ends a text, or the end of all where none does.</summary>
    [MethodImpl(Hot.Path)]
    public static int End(ReadOnlySpan<byte> json, int at, out bool isEscaped)
    {
        isEscaped = false;
        while (true)
        {
#if NET
            // Sixteen bytes at a time, past all that neither ends nor escapes. The platform's own search is as quick only once it was called for seconds.
            for (; at <= json.Length - Vector128<byte>.Count; at += Vector128<byte>.Count)
            {
                Vector128<byte> next = Vector128.Create(json.Slice(at, Vector128<byte>.Count));
                uint found = (Vector128.Equals(next, Vector128.Create((byte)'"')) | Vector128.Equals(next, Vector128.Create((byte)'\\'))).ExtractMostSignificantBits();
                if (found != 0)
                {
                    at += BitOperations.TrailingZeroCount(found);
                    break;
                }
            }
#endif
            while (at < json.Length && json[at] is not ((byte)'"' or (byte)'\\'))
            {
                at++;
            }

            if (at >= json.Length || json[at] == '"')
            {
                return Math.Min(at, json.Length);
            }

            // What is escaped ends nothing.
            isEscaped = true;
            at += 2;
        }
    }

    /// <summary>Takes the escapes out of a text.</summary>
    /// <returns>Whether it is one then: half a character is not.</returns>
    public static bool TryUnescape(ref ReadOnlySpan<byte> text)
    {
        byte[] quoted = [(byte)'"', .. text, (byte)'"'];
        var reader = new Utf8JsonReader(quoted);
        try
        {
            reader.Read();
            text = Encoding.UTF8.GetBytes(reader.GetString()!);
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>A text to be shown.</summary>
    /// <param name="json">The JSON.</param>
    /// <param name="start">Where the text begins, after its quote.</param>
    public static string Read(ReadOnlySpan<byte> json, int start)
    {
        ReadOnlySpan<byte> text = json.Slice(start, End(json, start, out bool isEscaped) - start);
        _ = isEscaped && TryUnescape(ref text);
        return Encoding.UTF8.GetString(text.ToArray());
    }
}
