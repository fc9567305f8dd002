using System;
using System.Net;
using Workspace.Authentication;

namespace Workspace.Http;

/// <summary>An answer, read to its end.</summary>
internal sealed class ServiceResponse
{
    private AnswerBody _body;

    public ServiceResponse(HttpStatusCode status, AnswerBody body, string? requestId, Func<string, string?> header)
    {
        Status = status;
        _body = body;
        RequestId = requestId;
        Header = header;
    }

    public HttpStatusCode Status { get; }

    /// <summary>How long the service asks to wait, or null.</summary>
    public TimeSpan? RetryAfter { get; set; }

    /// <summary>What the request was authorized with.</summary>
    public object? Proof { get; set; }

    /// <summary>What the user should know about a refusal, or null.</summary>
    public string? Hint { get; set; }

    public bool IsSuccess => (int)Status is >= 200 and <= 299;

    public ReadOnlyMemory<byte> Body => _body.Bytes;

    /// <summary>Why the body is not whole, or null. A success with a flaw cannot be read.</summary>
    public string? Flaw => _body.Flaw;

    /// <summary>Makes what the answer says fit to be shown.</summary>
    public SecretMask Mask { get; set; } = SecretMask.None;

    public string? RequestId { get; }

    /// <summary>A header's first value by name, or null.</summary>
    public Func<string, string?> Header { get; }

    /// <summary>The same body in another answer.</summary>
    public ServiceResponse Copy() => new(Status, _body, RequestId, Header) { Mask = Mask };

    /// <summary>The body was read, and nothing of it is needed any more.</summary>
    public void Release()
    {
        if (_body.IsLent)
        {
            _body.Release();
            _body = default;
        }
    }
}
