using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;

namespace Workspace.Tests.Support;

/// <summary>What a stub answers.</summary>
internal sealed class StubAnswer
{
    private readonly Dictionary<string, string> _headers = [];
    private readonly HttpStatusCode _status;
    private readonly string _body;
    private readonly string _contentType;
    private readonly Func<Stream>? _open;

    private StubAnswer(HttpStatusCode status, string body, string contentType)
    {
        _status = status;
        _body = body;
        _contentType = contentType;
    }

    private StubAnswer(HttpStatusCode status, Func<Stream> open, string contentType)
        : this(status, "", contentType) => _open = open;

    public static StubAnswer Ok(string json) => Json(HttpStatusCode.OK, json);

    public static StubAnswer Json(HttpStatusCode status, string json) => new(status, json, "application/json");

    public static StubAnswer Html(HttpStatusCode status, string html) => new(status, html, "text/html");

    /// <summary>Bytes, or what comes of them.</summary>
    public static StubAnswer Stream(HttpStatusCode status, Func<Stream> open, string contentType = "application/json") => new(status, open, contentType);

    public static StubAnswer Empty(HttpStatusCode status) => new(status, "", "application/json");

    public StubAnswer With(string header, string value)
    {
        _headers[header] = value;
        return this;
    }

    public HttpResponseMessage ToMessage()
    {
        var message = new HttpResponseMessage(_status)
        {
            Content = _open is null
                ? new StringContent(_body, Encoding.UTF8, _contentType)
                : new StreamContent(_open()) { Headers = { ContentType = MediaTypeHeaderValue.Parse(_contentType) } },
        };
        foreach (KeyValuePair<string, string> header in _headers)
        {
            if (!message.Headers.TryAddWithoutValidation(header.Key, header.Value))
            {
                message.Content.Headers.TryAddWithoutValidation(header.Key, header.Value);
            }
        }

        return message;
    }
}
