using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace Workspace.Authentication;

/// <summary>
/// What an SDK-HMAC-SHA256 signature covers: method, path, query, the signed headers and the body's hash,
/// in the one spelling that client and service must agree on.
/// </summary>
public sealed class SignedContent
{
    /// <summary>The algorithm's name, the first word of the Authorization header.</summary>
    public const string Algorithm = "SDK-HMAC-SHA256";

    private const string DateFormat = "yyyyMMdd'T'HHmmss'Z'";

    /// <summary>Describes a request.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">The path as sent, percent-encoded, without the query.</param>
    /// <param name="query">Names and values of the query, decoded, in any order.</param>
    /// <param name="headers">Exactly the headers to sign; names in any case.</param>
    /// <param name="body">The body's bytes; empty when there is none.</param>
    public SignedContent(
        string method,
        string path,
        IEnumerable<KeyValuePair<string, string>> query,
        IEnumerable<KeyValuePair<string, string>> headers,
        byte[] body)
    {
        KeyValuePair<string, string>[] signed = [.. headers
            .Select(h => new KeyValuePair<string, string>(h.Key.ToLowerInvariant(), h.Value.Trim()))
            .OrderBy(h => h.Key, StringComparer.Ordinal)];
        SignedHeaders = string.Join(";", signed.Select(h => h.Key));
        CanonicalRequest = string.Join(
            "\n",
            method.ToUpperInvariant(),
            CanonicalPath(path),
            CanonicalQuery(query),
            string.Concat(signed.Select(h => h.Key + ":" + h.Value + "\n")),
            SignedHeaders,
            Hash(body));
    }

    /// <summary>The signed headers' names, lower case, sorted, joined by semicolons.</summary>
    public string SignedHeaders { get; }

    /// <summary>The text whose hash is signed. The service quotes it when a signature does not match.</summary>
    public string CanonicalRequest { get; }

    /// <summary>The signature: hexadecimal HMAC-SHA256 with the secret key.</summary>
    /// <param name="secretKey">The secret key's UTF-8 bytes.</param>
    /// <param name="date">The X-Sdk-Date header's value.</param>
    /// <returns>64 hexadecimal digits, lower case.</returns>
    public string Sign(byte[] secretKey, string date)
    {
        string toSign = string.Join("\n", Algorithm, date, Hash(Encoding.UTF8.GetBytes(CanonicalRequest)));
        using var hmac = new HMACSHA256(secretKey);
        return Hex(hmac.ComputeHash(Encoding.UTF8.GetBytes(toSign)));
    }

    /// <summary>Spells a time for the X-Sdk-Date header, the same under every culture.</summary>
    /// <param name="time">The time.</param>
    /// <returns>For example 20260101T000000Z.</returns>
    public static string FormatDate(DateTimeOffset time) => time.UtcDateTime.ToString(DateFormat, CultureInfo.InvariantCulture);

    /// <summary>Reads an X-Sdk-Date header.</summary>
    /// <param name="text">The header's value.</param>
    /// <param name="time">The time it names.</param>
    /// <returns>Whether the text has the form of FormatDate.</returns>
    public static bool TryParseDate(string? text, out DateTimeOffset time) => DateTimeOffset.TryParseExact(
        text,
        DateFormat,
        CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
        out time);

    private static string CanonicalPath(string path)
    {
        string canonical = string.Join("/", path.Split('/').Select(segment => Encode(Uri.UnescapeDataString(segment))));
        return canonical.EndsWith("/", StringComparison.Ordinal) ? canonical : canonical + "/";
    }

    private static string CanonicalQuery(IEnumerable<KeyValuePair<string, string>> query) => string.Join(
        "&",
        query.Select(p => (Name: Encode(p.Key), Value: Encode(p.Value)))
            .OrderBy(p => p.Name, StringComparer.Ordinal)
            .ThenBy(p => p.Value, StringComparer.Ordinal)
            .Select(p => p.Name + "=" + p.Value));

    // Uri.EscapeDataString leaves exactly the unreserved characters of RFC 3986, on .NET Framework from 4.5 on.
    private static string Encode(string text) => Uri.EscapeDataString(text);

    private static string Hash(byte[] bytes)
    {
        using var sha = SHA256.Create();
        return Hex(sha.ComputeHash(bytes));
    }

    private static string Hex(byte[] bytes) => string.Concat(bytes.Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));
}
