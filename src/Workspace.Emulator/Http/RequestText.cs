using System;
using System.Text;
using System.Text.Json;

namespace Workspace.Emulator.Http;

/// <summary>Checks whether what a caller sent can be decoded: .NET leaves malformed text as it is, replaces it, or fails where it is used.</summary>
internal static class RequestText
{
    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Whether the bytes are UTF-8.</summary>
    public static bool IsUtf8(byte[] bytes)
    {
        try
        {
            _strict.GetCharCount(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    /// <summary>Whether percent-encoded text is UTF-8 when it is decoded.</summary>
    public static bool IsUtf8(string encoded)
    {
        byte[] bytes = new byte[encoded.Length];
        int count = 0;
        for (int i = 0; i < encoded.Length;)
        {
            // What is not encoded is ASCII; whatever else it is, it ends a character.
            bytes[count++] = Uri.IsHexEncoding(encoded, i) ? (byte)Uri.HexUnescape(encoded, ref i) : (byte)(encoded[i++] & 0x7F);
        }

        Array.Resize(ref bytes, count);
        return IsUtf8(bytes);
    }

    /// <summary>Whether all names and strings of JSON can be decoded: an escape may be half a character (\ud800).</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static bool HasValidEscapes(byte[] json)
    {
        var reader = new Utf8JsonReader(json);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String && reader.ValueIsEscaped)
                {
                    reader.GetString();
                }
            }

            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
