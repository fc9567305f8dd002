using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Workspace.Authentication;

/// <summary>SHA-256 of texts and bytes, with a key and without, and its spelling in hexadecimal digits.</summary>
internal static class Digest
{
    private const string Digits = "0123456789abcdef";

    public static byte[] Of(byte[] data) => Of(data, data.Length);

    public static byte[] Of(string text) => WithUtf8(text, null);

    public static byte[] Of(string text, byte[] key) => WithUtf8(text, key);

    /// <summary>Hexadecimal digits, lower case.</summary>
    public static string Hex(byte[] bytes)
    {
#if NET
        return string.Create(bytes.Length * 2, bytes, static (text, from) =>
        {
            for (int i = 0; i < text.Length; i++)
            {
                text[i] = Digit(from, i);
            }
        });
#else
        char[] text = new char[bytes.Length * 2];
        for (int i = 0; i < text.Length; i++)
        {
            text[i] = Digit(bytes, i);
        }

        return new string(text);
#endif
    }

    private static char Digit(byte[] bytes, int index) => Digits[index % 2 == 0 ? bytes[index / 2] >> 4 : bytes[index / 2] & 15];

    // The text may hold a token: what is lent is given back empty.
    private static byte[] WithUtf8(string text, byte[]? key)
    {
        byte[] utf8 = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            int count = Encoding.UTF8.GetBytes(text, 0, text.Length, utf8, 0);
            return key is null ? Of(utf8, count) : Of(key, utf8, count);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(utf8, clearArray: true);
        }
    }

#if NET
    private static byte[] Of(byte[] data, int count) => SHA256.HashData(new System.ReadOnlySpan<byte>(data, 0, count));

    private static byte[] Of(byte[] key, byte[] data, int count) => HMACSHA256.HashData(key, new System.ReadOnlySpan<byte>(data, 0, count));
#else
    private static byte[] Of(byte[] data, int count)
    {
        using var sha = SHA256.Create();
        return sha.ComputeHash(data, 0, count);
    }

    private static byte[] Of(byte[] key, byte[] data, int count)
    {
        using var hmac = new HMACSHA256(key);
        return hmac.ComputeHash(data, 0, count);
    }
#endif
}
