using System.Text.RegularExpressions;

namespace Workspace.Commands.Shell;

/// <summary>Hides what a body calls a secret, before it is shown.</summary>
internal static class BodyMask
{
    private static readonly Regex _secret = new(
        @"(""[^""]*(?:password|passwd|secret|token|credential|private_key)[^""]*""\s*:\s*)""(?:[^""\\]|\\.)*""",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    public static string Hide(string body) => _secret.Replace(body, "$1\"****\"");
}
