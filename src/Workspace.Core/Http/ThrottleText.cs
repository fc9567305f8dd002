using System;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Workspace.Http;

/// <summary>Reads what the gateway says when it throttles: "… over ratelimit,limit:200,time:1 second".</summary>
internal static class ThrottleText
{
    private static readonly Regex _form = new(@"limit:\s*(?<limit>\d{1,9})\s*,\s*time:\s*(?<count>\d{1,4})\s*(?<unit>second|minute|hour)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>How far apart requests must be to stay within the limit, or null where the text names none.</summary>
    public static TimeSpan? Interval(string? text)
    {
        Match match = _form.Match(text ?? "");
        if (!match.Success)
        {
            return null;
        }

        double limit = Number(match, "limit");
        double seconds = Number(match, "count") * match.Groups["unit"].Value.ToUpperInvariant() switch
        {
            "SECOND" => 1,
            "MINUTE" => 60,
            _ => 3600,
        };
        return limit < 1 ? null : TimeSpan.FromSeconds(seconds / limit);
    }

    private static double Number(Match match, string group) => double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
}
