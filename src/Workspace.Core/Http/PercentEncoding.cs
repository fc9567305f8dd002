using System;

namespace Workspace.Http;

/// <summary>Percent-encoding that leaves exactly the unreserved characters of RFC 3986, as signatures want it.</summary>
internal static class PercentEncoding
{
    /// <summary>Encodes a text.</summary>
    // .NET Framework leaves five more characters where the host was not built for 4.5 or later, as powershell.exe does not say it was.
    public static string Encode(string text) => Uri.EscapeDataString(text)
        .Replace("!", "%21")
        .Replace("'", "%27")
        .Replace("(", "%28")
        .Replace(")", "%29")
        .Replace("*", "%2A");
}
