using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Workspace.Emulator.Faults;

namespace Workspace.Emulator;

/// <summary>One HTTP request as the service received it.</summary>
public sealed class EmulatorRequest
{
    private readonly Dictionary<string, string> _headers = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Describes a request.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="target">Path and query as sent, percent-encoded; signatures cover them.</param>
    /// <param name="headers">The headers, Host among them.</param>
    /// <param name="body">The body's bytes; empty when there is none.</param>
    public EmulatorRequest(string method, string target, IEnumerable<KeyValuePair<string, string>> headers, byte[] body)
    {
        if (target is null)
        {
            throw new ArgumentNullException(nameof(target));
        }

        if (headers is null)
        {
            throw new ArgumentNullException(nameof(headers));
        }

        Method = method;
        Body = body;
        int question = target.IndexOf('?');
        Path = question < 0 ? target : target.Substring(0, question);
        QueryString = question < 0 ? "" : target.Substring(question + 1);
        Query = question < 0 ? [] : [.. QueryString.Split('&').Where(p => p.Length > 0).Select(Pair)];
        foreach (KeyValuePair<string, string> header in headers)
        {
            _headers[header.Key] = header.Value;
        }
    }

    /// <summary>The HTTP method.</summary>
    public string Method { get; }

    /// <summary>The path as sent, percent-encoded, without the query.</summary>
    public string Path { get; }

    /// <summary>The query's names and values, decoded, in the order sent.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Query { get; }

    /// <summary>The headers; names in any case.</summary>
    public IReadOnlyDictionary<string, string> Headers => _headers;

    /// <summary>The body's bytes; empty when there is none.</summary>
    public byte[] Body { get; }

    /// <summary>The body read as UTF-8.</summary>
    public string BodyText => Encoding.UTF8.GetString(Body);

    /// <summary>The status of the answer; 0 while there is none.</summary>
    public int Status { get; internal set; }

    /// <summary>When it came, on the tenant's clock.</summary>
    public DateTimeOffset Received { get; internal set; }

    /// <summary>What was drawn to befall it (see <see cref="FaultDraw"/>); null for nothing.</summary>
    public FaultKind? Fault { get; internal set; }

    /// <summary>The query as sent, percent-encoded, without the question mark.</summary>
    internal string QueryString { get; }

    internal string? Header(string name) => _headers.TryGetValue(name, out string? value) ? value : null;

    private static KeyValuePair<string, string> Pair(string text)
    {
        int equals = text.IndexOf('=');
        return equals < 0 ? new(Decode(text), string.Empty) : new(Decode(text.Substring(0, equals)), Decode(text.Substring(equals + 1)));
    }

    // A blank may be sent as in forms: the vendor's Go SDK does.
    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
