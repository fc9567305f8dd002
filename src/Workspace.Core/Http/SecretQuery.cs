using System;
using System.Linq;

namespace Workspace.Http;

/// <summary>Redacts the values of secrets in the query of an address that is shown, by their names.</summary>
internal static class SecretQuery
{
    private const string Redacted = "****";

    /// <summary>Redacts a path with its query.</summary>
    public static string Redact(string target)
    {
        int start = target.IndexOf('?') + 1;
        return start == 0 ? target : target.Substring(0, start) + string.Join("&", target.Substring(start).Split('&').Select(RedactPair));
    }

    private static string RedactPair(string pair)
    {
        int equals = pair.IndexOf('=');
        return equals > 0 && SecretNames.Contains(Uri.UnescapeDataString(pair.Substring(0, equals))) ? pair.Substring(0, equals + 1) + Redacted : pair;
    }
}
