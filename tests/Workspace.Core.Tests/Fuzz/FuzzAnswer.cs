using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;

namespace Workspace.Tests.Fuzz;

/// <summary>An answer while it is being spoilt.</summary>
internal sealed class FuzzAnswer
{
    public int Status { get; set; } = 200;

    /// <summary>Headers of the answer and of its content.</summary>
    public List<KeyValuePair<string, string>> Headers { get; init; } = [];

    public byte[] Body { get; set; } = [];

    /// <summary>How the body comes in.</summary>
    public FuzzDelivery Delivery { get; set; }

    /// <summary>After how many bytes something happens to the body, where something does.</summary>
    public int BreaksAt { get; set; }

    public FuzzAnswer Copy() => new() { Status = Status, Headers = [.. Headers], Body = Body };

    public HttpResponseMessage ToMessage()
    {
        var message = new HttpResponseMessage((HttpStatusCode)Status)
        {
            Content = Delivery == FuzzDelivery.Whole ? new ByteArrayContent(Body) : new StreamContent(Open()),
        };
        foreach (KeyValuePair<string, string> header in Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(header.Key, header.Value))
            {
                message.Content.Headers.TryAddWithoutValidation(header.Key, header.Value);
            }
        }

        return message;
    }

    /// <summary>For the report of a failure.</summary>
    public override string ToString()
    {
        const int Longest = 2000;
        string body = Encoding.UTF8.GetString(Body, 0, int.Min(Body.Length, Longest));
        return $"{Status} {Delivery} {string.Join(" | ", Headers.Select(header => $"{header.Key}: {header.Value}"))}\n{body}";
    }

    private Stream Open() => Delivery switch
    {
        FuzzDelivery.Compressed => new GZipStream(new MemoryStream(Body), CompressionMode.Decompress),
        _ => new FuzzStream(Body, Delivery, BreaksAt),
    };
}
