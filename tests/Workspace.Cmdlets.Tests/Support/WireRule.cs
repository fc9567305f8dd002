// Compiled by Wire.ps1 into the PowerShell that runs the tests: plain C# for .NET 8, not part of the test project.
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Workspace.Tests.Wire;

/// <summary>How requests of a kind are answered.</summary>
internal sealed class WireRule
{
    public string Method { get; init; }

    public string Pattern { get; init; }

    public int Status { get; init; }

    public string BodyPattern { get; init; } = "";

    public string Body { get; init; }

    public string Location { get; init; }

    public bool Echoes { get; init; }

    public bool Hangs { get; init; }

    public bool Drops { get; init; }

    public int Left { get; set; }

    public WireAnswer Answer(WireRequest request)
    {
        string quoted = $"{request.Method}|{request.Target}|{string.Join('|', request.Headers.Select(h => $"{h.Key.ToLowerInvariant()}:{h.Value}"))}|{request.Body}";
        string body = Echoes
            ? JsonSerializer.Serialize(new { error_code = "APIGW.0301", error_msg = $"Incorrect IAM authentication information: verify aksk signature fail, canonicalRequest:{quoted}" })
            : Body;
        var answer = new WireAnswer(Status, body);
        if (Location is not null)
        {
            answer.Headers["Location"] = Location;
        }

        return answer;
    }

    public bool Fits(WireRequest request) =>
        Left > 0 && Method == request.Method && Regex.IsMatch(request.Target, Pattern) && Regex.IsMatch(request.Body, BodyPattern);
}
