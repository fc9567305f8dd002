using System.Collections.Generic;
using System.Net.Http;

namespace Workspace.Http;

/// <summary>One call of the service, as often as it is attempted: every attempt makes a new HTTP message of it.</summary>
internal sealed class ServiceRequest
{
    private string? _queryString;

    public ServiceRequest(HttpMethod method, string path, Query? query = null, byte[]? body = null)
    {
        Method = method;
        Path = path;
        Query = query ?? new Query();
        Body = body;
    }

    public HttpMethod Method { get; }

    /// <summary>The path below the endpoint, percent-encoded, with a leading slash.</summary>
    public string Path { get; }

    public Query Query { get; }

    /// <summary>The body, or null for a request without one.</summary>
    public byte[]? Body { get; }

    /// <summary>Sending it twice could do something twice.</summary>
    public bool IsWrite { get; set; }

    /// <summary>The bodies carry a secret, or what nobody reads, and are never traced.</summary>
    public bool IsConfidential { get; set; }

    /// <summary>What the body is.</summary>
    public string ContentType { get; set; } = "application/json";

    /// <summary>What it is answered with.</summary>
    public AnswerKind AnswerKind { get; set; }

    /// <summary>The response lists all at once, however much that is: no limit of a page keeps it short.</summary>
    public bool IsUnpaged { get; set; }

    /// <summary>The caller takes an answer that names failures (failed_operation_list), which is an error else.</summary>
    public bool TakesFailures { get; set; }

    /// <summary>Headers beyond those that authorization adds.</summary>
    public Dictionary<string, string> Headers { get; } = [];

    /// <summary>The query as it is signed and sent. The query is complete when this is first read.</summary>
    public string QueryString => _queryString ??= Query.ToString();

    public string Target => Query.IsEmpty ? Path : Path + "?" + QueryString;
}
