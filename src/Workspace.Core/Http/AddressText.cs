using System.Text.RegularExpressions;

namespace Workspace.Http;

/// <summary>Hides who logs on, and with which password, in addresses that are shown: proxies carry both.</summary>
internal static class AddressText
{
    private static readonly Regex _logon = new(@"(?<=://)[^/\\\s""'<>]*@", RegexOptions.CultureInvariant);

    /// <summary>A text with addresses in it, without their logons.</summary>
    public static string Hide(string text) => text.IndexOf('@') < 0 ? text : _logon.Replace(text, "****@");

    /// <summary>One address, also one that lacks its scheme.</summary>
    public static string HideIn(string address) => address.IndexOf("://", System.StringComparison.Ordinal) >= 0 || address.LastIndexOf('@') is not (>= 0 and var at)
        ? Hide(address)
        : "****" + address.Substring(at);
}
