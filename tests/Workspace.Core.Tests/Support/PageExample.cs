using System.Text.Json.Nodes;

namespace Workspace.Tests.Support;

/// <summary>The JSON examples of the service's API pages, which print blanks that no client sends.</summary>
internal static class PageExample
{
    /// <summary>The same JSON without blanks, members in the same order.</summary>
    public static string Compact(string example) => JsonNode.Parse(example)!.ToJsonString();
}
