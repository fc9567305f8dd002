using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.RegularExpressions;

namespace Workspace.Http;

/// <summary>Takes the secrets of a request out of an error that quotes the request, as the gateway does with one that it could not verify.</summary>
internal static class EchoedSecrets
{
    private const string Mask = "****";

    // Nothing that short is a secret, and masking it would garble the text.
    private const int Shortest = 6;

    private static readonly string[] _headers = ["Authorization", "X-Auth-Token", "X-Security-Token"];

    // With the header's name: in lines of their own, in one line whose parts a bar separates, or in JSON, also JSON within JSON.
    private static readonly Regex _named = new(
        @"((?:x-security-token|x-auth-token|authorization)[\\""']*\s*[:=]\s*[\\""']*)(?:[^|\\\r\n""']|\\+/|\\+u[0-9a-f]{4})+",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>The body of an error without what must not be shown.</summary>
    public static byte[] Remove(byte[] body, HttpRequestMessage message, ServiceRequest request)
    {
        string text = Encoding.UTF8.GetString(body);
        string shown = Sent(message, request).Aggregate(_named.Replace(text, "$1" + Mask), Remove);
        return shown == text ? body : Encoding.UTF8.GetBytes(shown);
    }

    private static IEnumerable<string> Sent(HttpRequestMessage message, ServiceRequest request)
    {
        const string Signature = "Signature=";
        foreach (string header in _headers)
        {
            if (message.Headers.TryGetValues(header, out IEnumerable<string>? values))
            {
                string value = values.First();
                yield return value.IndexOf(Signature, StringComparison.Ordinal) is >= 0 and int at ? value.Substring(at + Signature.Length) : value;
            }
        }

        if (request.Secret is { } secret)
        {
            yield return secret.Reveal();
        }
    }

    private static string Remove(string text, string secret)
    {
        // Letters and digits have one spelling only: where their longest run is missing, the whole is.
        string run = secret.Split([.. secret.Where(c => !IsPlain(c))]).OrderByDescending(part => part.Length).First();
        return secret.Length < Shortest || text.IndexOf(run, StringComparison.Ordinal) < 0
            ? text
            : Regex.Replace(text, string.Concat(secret.Select(Spellings)), Mask, RegexOptions.CultureInvariant);
    }

    // As it is, and as JSON may spell it, and JSON within JSON.
    private static string Spellings(char c) => IsPlain(c) ? c.ToString() : $@"(?:\\*{Regex.Escape(c.ToString())}|\\+u(?i:{(int)c:x4}))";

    private static bool IsPlain(char c) => c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9');
}
