using System;
using System.Net;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Http;
using Workspace.Serialization;

namespace Workspace.Authentication;

/// <summary>The metadata service of a cloud server, which hands out temporary keys of the server's agency.</summary>
internal sealed class MetadataClient : IDisposable
{
    /// <summary>Where every cloud server finds the service.</summary>
    public static readonly Uri Standard = new("http://169.254.169.254");

    private const string TokenHeader = "X-Metadata-Token";
    private const string NoKey = "WsNoMetadataKey";

    // A key and its token are some 3 KB.
    private const int LongestAnswer = 64 * 1024;
    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(3);

    private readonly HttpClient _http;
    private readonly Uri _address;
    private string? _token;

    /// <param name="address">The service's address.</param>
    /// <param name="handler">What sends; the platform's handler, without a proxy, where it is null.</param>
    public MetadataClient(Uri address, HttpMessageHandler? handler)
    {
        _address = address;
        _http = new HttpClient(handler ?? new HttpClientHandler { UseProxy = false, AllowAutoRedirect = false }, disposeHandler: handler is null) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>The server's temporary key.</summary>
    /// <param name="mask">Knows the keys so far.</param>
    /// <param name="cancellationToken">Stops the request under way.</param>
    /// <exception cref="WorkspaceException">There is no metadata service, or no agency on the server.</exception>
    public async Task<MetadataKey> GetKeyAsync(SecretMask mask, CancellationToken cancellationToken)
    {
        _token ??= await GetTokenAsync(cancellationToken).ConfigureAwait(false);
        (HttpStatusCode status, ReadOnlyMemory<byte> body) = await AskForKeyAsync(cancellationToken).ConfigureAwait(false);
        if (status == HttpStatusCode.Unauthorized && !NamesAgency(ErrorBody.Read(body).Message))
        {
            _token = await GetTokenAsync(cancellationToken).ConfigureAwait(false);
            (status, body) = await AskForKeyAsync(cancellationToken).ConfigureAwait(false);
        }

        if (status != HttpStatusCode.OK)
        {
            // Nothing else is quoted: it may be the key.
            string? message = ErrorBody.Read(body).Message;
            string why = message is null ? "." : ": " + mask.Show(message, SecretMask.Excerpt);
            string advice = NamesAgency(message) ? ". Give this server an agency with rights for Workspace." : "";
            throw new WorkspaceException(NoKey, $"The metadata service gives no key (HTTP {(int)status}){why}{advice}");
        }

        try
        {
            return JsonSerializer.Deserialize(body.Span, MetadataJson.Default.MetadataAnswer)?.Credential
                ?? throw new WorkspaceException(NoKey, "The metadata service's answer holds no credential.");
        }
        catch (JsonException)
        {
            throw new WorkspaceException(NoKey, "The metadata service's answer is not JSON, or not that of a key.");
        }
    }

    public void Dispose() => _http.Dispose();

    // Older servers have no session tokens, and say so in one of three ways.
    private async Task<string> GetTokenAsync(CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, new Uri(_address, "/meta-data/latest/api/token"));
        request.Headers.TryAddWithoutValidation("X-Metadata-Token-Ttl-Seconds", "21600");
        (HttpStatusCode status, ReadOnlyMemory<byte> body) = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        return status switch
        {
            HttpStatusCode.OK when body.Utf8(body.Length).Trim() is var token => HeaderText.IsSafe(token)
                ? token
                : throw new WorkspaceException(NoKey, "The metadata service's session token has characters that no token has."),
            HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or HttpStatusCode.ServiceUnavailable => "",
            _ => throw new WorkspaceException(NoKey, $"The metadata service gives no session token (HTTP {(int)status})."),
        };
    }

    // What it says of a server that has none.
    private static bool NamesAgency(string? message) => message?.IndexOf("agency", StringComparison.OrdinalIgnoreCase) >= 0;

    private Task<(HttpStatusCode Status, ReadOnlyMemory<byte> Body)> AskForKeyAsync(CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_address, "/openstack/latest/securitykey"));
        if (_token is { Length: > 0 } token)
        {
            request.Headers.TryAddWithoutValidation(TokenHeader, token);
        }

        return SendAsync(request, cancellationToken);
    }

    private async Task<(HttpStatusCode Status, ReadOnlyMemory<byte> Body)> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // Over the whole answer, which must not drip for longer than it may fail to come.
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timer.CancelAfter(_timeout);
        try
        {
            using (request)
            using (HttpResponseMessage response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timer.Token).ConfigureAwait(false))
            {
                AnswerBody body = await AnswerBody.ReadAsync(response, LongestAnswer, mayLend: false, timer.Token).ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
                return body.Flaw is null || !response.IsSuccessStatusCode
                    ? (response.StatusCode, body.Bytes)
                    : throw new WorkspaceException(NoKey, $"The metadata service's answer could not be read: {body.Flaw}.");
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw new WorkspaceException(WorkspaceException.ConnectionFailed, $"no metadata service answers at {_address.Authority}", exception);
        }
    }
}
