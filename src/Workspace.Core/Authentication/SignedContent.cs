using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Workspace.Http;

namespace Workspace.Authentication;

/// <summary>
/// What an SDK-HMAC-SHA256 signature covers: method, path, query, the signed headers and the body's hash,
/// in the one spelling that client and service must agree on.
/// </summary>
public sealed class SignedContent
{
    /// <summary>The algorithm's name, the first word of the Authorization header.</summary>
    public const string Algorithm = "SDK-HMAC-SHA256";

    private const int FixedParts = 10;
    private const int PartsPerHeader = 4;
    private const string DateFormat = "yyyyMMdd'T'HHmmss'Z'";

    private static readonly Comparison<KeyValuePair<string, string>> _byName = static (left, right) => string.CompareOrdinal(left.Key, right.Key);

    /// <summary>Describes a request by the names and values of its query.</summary>
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
        : this(method, path, Query.Canonical(query), headers, body)
    {
    }

    /// <summary>Describes a request by its query string.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">The path as sent, percent-encoded, without the query.</param>
    /// <param name="query">The query as sent, percent-encoded, without the question mark.</param>
    /// <param name="headers">Exactly the headers to sign; names in any case.</param>
    /// <param name="body">The body's bytes; empty when there is none.</param>
    /// <param name="bodyHash">What is signed instead of the body's hash, or null for the hash.</param>
    public SignedContent(
        string method,
        string path,
        string query,
        IEnumerable<KeyValuePair<string, string>> headers,
        byte[] body,
        string? bodyHash = null)
    {
        KeyValuePair<string, string>[] signed = [.. headers.Select(static header => new KeyValuePair<string, string>(header.Key.ToLowerInvariant(), header.Value.Trim()))];
        Array.Sort(signed, _byName);
        SignedHeaders = string.Join(";", signed.Select(static header => header.Key));

        // Put together once at the end: this is done for every request.
        var parts = new List<string>(FixedParts + (PartsPerHeader * signed.Length))
        {
            method.ToUpperInvariant(),
            "\n",
            CanonicalPath(path),
            path.EndsWith("/", StringComparison.Ordinal) ? "\n" : "/\n",
            query,
            "\n",
        };
        foreach (var header in signed)
        {
            parts.Add(header.Key);
            parts.Add(":");
            parts.Add(header.Value);
            parts.Add("\n");
        }

        parts.Add("\n");
        parts.Add(SignedHeaders);
        parts.Add("\n");
        parts.Add(bodyHash ?? Digest.Hex(Digest.Of(body)));
        CanonicalRequest = string.Concat(parts);
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
        string toSign = string.Concat(Algorithm + "\n", date, "\n", Digest.Hex(Digest.Of(CanonicalRequest)));
        return Digest.Hex(Digest.Of(toSign, secretKey));
    }

    /// <summary>Spells a query as it is signed: sorted by name, then by value, and encoded after that.</summary>
    /// <param name="query">Names and values, decoded, in any order.</param>
    /// <returns>The query, percent-encoded, without the question mark.</returns>
    public static string CanonicalQuery(IEnumerable<KeyValuePair<string, string>> query) => Query.Canonical(query);

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

    private static string CanonicalPath(string path) => path.All(static character => character == '/' || IsUnreserved(character))
        ? path
        : string.Join("/", path.Split('/').Select(segment => PercentEncoding.Encode(Uri.UnescapeDataString(segment))));

    // What RFC 3986 lets stand.
    private static bool IsUnreserved(char character) =>
        character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '.' or '_' or '~';
}
