using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Workspace.Emulator.Faults;

namespace Workspace.Emulator;

/// <summary>One HTTP request as the service received it.</summary>
public sealed class EmulatorRequest
{
    // What strings, pairs and the request itself take beside their characters, roughly.
    private const int Overhead = 256;
    private const int PairOverhead = 96;

    private readonly Dictionary<string, string> _headers = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Describes a request.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="target">Path and query as sent, percent-encoded; signatures cover them.</param>
    /// <param name="headers">The headers, Host among them.</param>
    /// <param name="body">
    /// The body's bytes; empty when there is none, null when it was not read because it has more than <see cref="EmulatedTenant.MaxBodyBytes"/>.
    /// </param>
    public EmulatorRequest(string method, string target, IEnumerable<KeyValuePair<string, string>> headers, byte[]? body)
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
        IsBodyTooLarge = body is null || body.Length > EmulatedTenant.MaxBodyBytes;
        Body = IsBodyTooLarge ? [] : body!;
        int question = target.IndexOf('?');
        Path = question < 0 ? target : target.Substring(0, question);
        QueryString = question < 0 ? "" : target.Substring(question + 1);
        Query = question < 0 ? [] : [.. QueryString.Split('&').Where(p => p.Length > 0).Select(Pair)];
        foreach (KeyValuePair<string, string> header in headers)
        {
            _headers[header.Key] = header.Value;
        }

        // The target is held twice: as sent and decoded.
        HeadBytes = Overhead
            + (2 * 2 * (long)target.Length)
            + (PairOverhead * (Query.Count + _headers.Count))
            + (2 * _headers.Sum(header => (long)header.Key.Length + header.Value.Length));
    }

    /// <summary>The HTTP method.</summary>
    public string Method { get; }

    /// <summary>The path as sent, percent-encoded, without the query.</summary>
    public string Path { get; }

    /// <summary>The query's names and values, decoded, in the order sent.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Query { get; }

    /// <summary>The headers; names in any case.</summary>
    public IReadOnlyDictionary<string, string> Headers => _headers;

    /// <summary>
    /// The body's bytes; empty when there is none, when it was too large, and after the response when the caller did not prove who it is or
    /// logged on with a password.
    /// </summary>
    public byte[] Body { get; private set; }

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

    /// <summary>The body has more than <see cref="EmulatedTenant.MaxBodyBytes"/>.</summary>
    internal bool IsBodyTooLarge { get; }

    /// <summary>The request has a valid signature or token.</summary>
    internal bool IsAuthenticated { get; set; }

    /// <summary>How much memory it takes without its body, roughly.</summary>
    internal long HeadBytes { get; }

    /// <summary>How much of the log's memory is counted for it; 0 when the log does not have it.</summary>
    internal long LoggedBytes { get; set; }

    internal void DropBody() => Body = [];

    internal string? Header(string name) => _headers.TryGetValue(name, out string? value) ? value : null;

    private static KeyValuePair<string, string> Pair(string text)
    {
        int equals = text.IndexOf('=');
        return equals < 0 ? new(Decode(text), string.Empty) : new(Decode(text.Substring(0, equals)), Decode(text.Substring(equals + 1)));
    }

    // A blank may be sent as in forms: the vendor's Go SDK does.
    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
