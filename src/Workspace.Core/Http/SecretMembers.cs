using System;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Workspace.Http;

/// <summary>
/// Redacts the values of secret properties in JSON that is shown, whatever kind of value they have. Any operation can send or return them, and the text
/// may be malformed or end too soon.
/// </summary>
internal static class SecretMembers
{
    private const string Redacted = "\"****\"";

    /// <summary>Redacts a text.</summary>
    public static string Mask(string json)
    {
        StringBuilder? shown = null;
        int done = 0;
        for (int at = 0; at < json.Length; at++)
        {
            if (json[at] != '"')
            {
                continue;
            }

            int start = at + 1;
            int quote = TextEnd(json, start);
            int colon = SkipBlanks(json, quote + 1);
            if (colon >= json.Length || json[colon] != ':' || !SecretNames.Contains(json.Substring(start, quote - start)))
            {
                if (MaskText(json.Substring(start, quote - start)) is { } text)
                {
                    (shown ??= new StringBuilder(json.Length)).Append(json, done, start - done).Append(text);
                    done = quote;
                }

                // The quote that ends a text may begin a name: where there is a quote too many, nobody knows which is which.
                at = quote - 1;
                continue;
            }

            int value = SkipBlanks(json, colon + 1);
            int end = ValueEnd(json, value);
            if (end > value && string.CompareOrdinal(json, value, "null", 0, Math.Max(end - value, 4)) != 0)
            {
                (shown ??= new StringBuilder(json.Length)).Append(json, done, value - done).Append(Redacted);
                done = end;
            }

            at = end - 1;
        }

        return shown is null ? json : shown.Append(json, done, json.Length - done).ToString();
    }

    // JSON may stand in a text of JSON, as in the body that an error quotes. Gives it redacted, or null where there is no secret in it.
    private static string? MaskText(string text)
    {
        if (text.IndexOf("\\\"", StringComparison.Ordinal) < 0)
        {
            return null;
        }

        string inner = Decode(text);
        string masked = Mask(inner);
        return masked == inner ? null : JsonEncodedText.Encode(masked, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();
    }

    private static string Decode(string text)
    {
        try
        {
            using var json = JsonDocument.Parse($"\"{text}\"");
            return json.RootElement.GetString()!;
        }
        catch (JsonException)
        {
            return text.Replace("\\\"", "\"");
        }
    }

    // Where the quote stands that ends a text, or the end of all.
    private static int TextEnd(string json, int at)
    {
        while (at < json.Length && json[at] != '"')
        {
            at += json[at] == '\\' ? 2 : 1;
        }

        return Math.Min(at, json.Length);
    }

    private static int SkipBlanks(string json, int at)
    {
        while (at < json.Length && json[at] is ' ' or '\t' or '\r' or '\n')
        {
            at++;
        }

        return at;
    }

    // The place after a value. One that is cut off goes to the end.
    private static int ValueEnd(string json, int at)
    {
        int depth = 0;
        for (; at < json.Length; at++)
        {
            switch (json[at])
            {
                case '"':
                    at = TextEnd(json, at + 1);
                    if (depth == 0)
                    {
                        return Math.Min(at + 1, json.Length);
                    }

                    break;
                case '{' or '[':
                    depth++;
                    break;
                case '}' or ']' when depth == 0:
                    return at;
                case '}' or ']':
                    if (--depth == 0)
                    {
                        return at + 1;
                    }

                    break;
                case ',' or ' ' or '\t' or '\r' or '\n' when depth == 0:
                    return at;
            }
        }

        return json.Length;
    }
}
