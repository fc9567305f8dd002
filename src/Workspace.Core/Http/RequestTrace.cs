using System;
using Workspace.Authentication;

namespace Workspace.Http;

/// <summary>What one attempt of one request was and came to, for verbose and debug output. It holds no secret.</summary>
public sealed class RequestTrace
{
    private readonly string _target;
    private string? _requestId;
    private string? _requestBody;
    private string? _responseBody;

    internal RequestTrace(string method, string target)
    {
        Method = method;
        _target = target;
    }

    /// <summary>The HTTP method.</summary>
    public string Method { get; }

    /// <summary>Path and query, without the values of secrets.</summary>
    public string Target => SecretQuery.Redact(_target);

    /// <summary>The HTTP status, or null when no answer came.</summary>
    public int? StatusCode { get; internal set; }

    /// <summary>How long the attempt took.</summary>
    public TimeSpan Duration { get; internal set; }

    /// <summary>The service's id of the request, which its support asks for.</summary>
    public string? RequestId => _requestId ??= Mask.ShowId(ReceivedId);

    /// <summary>The JSON that was sent, or null for none and for bodies with secrets.</summary>
    public string? RequestBody => _requestBody ??= Text(Sent, SecretMask.None);

    /// <summary>The body that came back, or null for none and for bodies with secrets.</summary>
    public string? ResponseBody => _responseBody ??= Text(Received, Mask);

    /// <summary>The service's own words where it refused the identity (401), in full, or null.</summary>
    public string? Refusal { get; internal set; }

    /// <summary>What went wrong when no answer came, or null.</summary>
    public string? Failure { get; internal set; }

    internal string? ReceivedId { get; set; }

    internal ReadOnlyMemory<byte> Sent { get; set; }

    internal ReadOnlyMemory<byte> Received { get; set; }

    /// <summary>What comes back may quote what was sent.</summary>
    internal SecretMask Mask { get; set; } = SecretMask.None;

    /// <summary>Makes the texts while the secrets that they must not show are known.</summary>
    internal void Complete() => _ = (RequestId, RequestBody, ResponseBody);

    private static string? Text(ReadOnlyMemory<byte> body, SecretMask mask) => body.IsEmpty ? null : mask.Hide(SecretMembers.Mask(body.Utf8(body.Length)));
}
