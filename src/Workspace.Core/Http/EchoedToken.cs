using System.Text;
using System.Text.RegularExpressions;

namespace Workspace.Http;

/// <summary>Takes the security token out of a refusal: the gateway quotes the request that it could not verify, token and all.</summary>
internal static class EchoedToken
{
    // The quoted request is in one line, whose parts a bar separates, or in lines of their own.
    private static readonly Regex _token = new(@"(x-security-token:)[^|\\\r\n""]+", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    public static byte[] Mask(byte[] body)
    {
        string text = Encoding.UTF8.GetString(body);
        return _token.IsMatch(text) ? Encoding.UTF8.GetBytes(_token.Replace(text, "$1****")) : body;
    }
}
