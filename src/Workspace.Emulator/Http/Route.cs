using System;
using System.Collections.Generic;

namespace Workspace.Emulator.Http;

/// <summary>An operation of the service: method and path, with placeholders in braces.</summary>
internal sealed class Route(string method, string template, Func<Call, Answer> answer)
{
    private readonly string[] _segments = template.Split('/');

    public Func<Call, Answer> Answer => answer;

    /// <summary>Whether it may be called before the tenant has subscribed to the service.</summary>
    public bool WithoutSubscription { get; init; }

    /// <summary>Whether it may be called by anybody: the login.</summary>
    public bool Anonymous { get; init; }

    /// <summary>Matches a request.</summary>
    /// <returns>The placeholders' values; null when it does not match.</returns>
    public Dictionary<string, string>? Match(string requestMethod, string[] segments)
    {
        if (requestMethod != method || segments.Length != _segments.Length)
        {
            return null;
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int i = 0; i < segments.Length; i++)
        {
            if (_segments[i].StartsWith("{", StringComparison.Ordinal))
            {
                values.Add(_segments[i].Trim('{', '}'), Uri.UnescapeDataString(segments[i]));
            }
            else if (_segments[i] != segments[i])
            {
                return null;
            }
        }

        return values;
    }
}
