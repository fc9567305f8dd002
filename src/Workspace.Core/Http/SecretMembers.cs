using System.Text.RegularExpressions;

namespace Workspace.Http;

/// <summary>Takes passwords and the like out of JSON that is shown, also where it ends too soon: an operation of any kind can send or answer them.</summary>
internal static class SecretMembers
{
    // Looks at each character a few times at most, whatever the text.
    private static readonly Regex _secret = new(
        @"(""(?=(?:[^""\\]|\\.)*?(?:passw|pwd|secret|token|credential|private_?key))(?>(?:[^""\\]|\\.)*)""\s*:\s*)""(?>(?:[^""\\]|\\.)*)(?:""|\\?\z)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    public static string Mask(string json) => _secret.Replace(json, "$1\"****\"");
}
