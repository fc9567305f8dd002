using System;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Workspace.Http;

/// <summary>Reads what the gateway says when it throttles: "… over ratelimit,limit:200,time:1 second".</summary>
internal static class ThrottleText
{
    private static readonly Regex _form = new(@"limit:\s*(?<limit>\d{1,9})\s*,\s*time:\s*(?<count>\d{1,4})\s*(?<unit>second|minute|hour)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>In how long the service counts requests, and how far apart they must be to stay within its limit; null where the text names none.</summary>
    public static (TimeSpan Window, TimeSpan Interval)? Read(string? text)
    {
        Match match = _form.Match(text ?? "");
        if (!match.Success)
        {
            return null;
        }

        long limit = Number(match, "limit");
        TimeSpan window = TimeSpan.FromSeconds(Number(match, "count") * match.Groups["unit"].Value.ToUpperInvariant() switch
        {
            "SECOND" => 1,
            "MINUTE" => 60,
            _ => 3600,
        });

        // Rounded up: the last of a window's requests must not come a tick too early.
        return limit < 1 || window == TimeSpan.Zero ? null : (window, TimeSpan.FromTicks(((window.Ticks - 1) / limit) + 1));
    }

    private static long Number(Match match, string group) => long.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
}
