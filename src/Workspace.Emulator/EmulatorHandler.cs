using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace Workspace.Emulator;

/// <summary>
/// Sends HttpClient's requests to a tenant in memory. Hosts do not matter: /v3 paths reach the tenant's IAM, the others its service.
/// </summary>
/// <param name="tenant">The tenant that answers.</param>
public sealed class EmulatorHandler(EmulatedTenant tenant) : HttpMessageHandler
{
    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request is null)
        {
            throw new ArgumentNullException(nameof(request));
        }

        cancellationToken.ThrowIfCancellationRequested();
        Uri uri = request.RequestUri ?? throw new ArgumentException("The request has no address.", nameof(request));
        byte[]? body = request.Content is null ? [] : await ReadAsync(request.Content, cancellationToken).ConfigureAwait(false);
        var received = new EmulatorRequest(request.Method.Method, uri.PathAndQuery, HeadersOf(request, uri), body);
        EmulatorResponse answer;
        try
        {
            answer = await tenant.HandleAsync(received, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException broken)
        {
            throw new HttpRequestException("An error occurred while sending the request.", broken);
        }

        var response = new HttpResponseMessage((HttpStatusCode)answer.Status)
        {
            RequestMessage = request,
            Content = answer.OpenBody is { } open ? new StreamContent(open()) : new ByteArrayContent(answer.Body),
        };
        response.Content.Headers.ContentLength = answer.OpenBody is null ? answer.Body.Length : answer.AnnouncedLength;
        response.Content.Headers.TryAddWithoutValidation("Content-Type", answer.ContentType);
        foreach (KeyValuePair<string, string> header in answer.Headers)
        {
            if (!response.Headers.TryAddWithoutValidation(header.Key, header.Value))
            {
                response.Content.Headers.TryAddWithoutValidation(header.Key, header.Value);
            }
        }

        return response;
    }

    private static IEnumerable<KeyValuePair<string, string>> HeadersOf(HttpRequestMessage request, Uri uri)
    {
        // What a socket would carry: Authority names the port only where it is not the scheme's own.
        yield return new("Host", request.Headers.Host ?? uri.Authority);
        foreach (KeyValuePair<string, IEnumerable<string>> header in request.Headers)
        {
            // The products of User-Agent are parted by blanks, the values of every other header by commas.
            string separator = header.Key.Equals("User-Agent", StringComparison.OrdinalIgnoreCase) ? " " : ", ";
            yield return new(header.Key, string.Join(separator, header.Value));
        }

        if (request.Content is not null)
        {
            foreach (KeyValuePair<string, IEnumerable<string>> header in request.Content.Headers)
            {
                yield return new(header.Key, string.Join(", ", header.Value));
            }
        }
    }

    // Null where the body is known to be too large; it is not read then.
    private static async Task<byte[]?> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > EmulatedTenant.MaxBodyBytes)
        {
            return null;
        }

#if NET
        return await content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
#else
        cancellationToken.ThrowIfCancellationRequested();
        return await content.ReadAsByteArrayAsync().ConfigureAwait(false);
#endif
    }
}
