using System;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Serialization;

namespace Workspace.Authentication;

/// <summary>The metadata service of a cloud server, which hands out temporary keys of the server's agency.</summary>
internal sealed class MetadataClient : IDisposable
{
    /// <summary>Where every cloud server finds the service.</summary>
    public static readonly Uri Standard = new("http://169.254.169.254");

    private const string TokenHeader = "X-Metadata-Token";
    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(3);

    private readonly HttpClient _http;
    private readonly Uri _address;
    private string? _token;

    /// <param name="address">The service's address.</param>
    /// <param name="handler">What sends; the platform's handler, without a proxy, where it is null.</param>
    public MetadataClient(Uri address, HttpMessageHandler? handler)
    {
        _address = address;
        _http = new HttpClient(handler ?? new HttpClientHandler { UseProxy = false, AllowAutoRedirect = false }, disposeHandler: handler is null) { Timeout = _timeout };
    }

    /// <summary>The server's temporary key.</summary>
    /// <exception cref="WorkspaceException">There is no metadata service, or no agency on the server.</exception>
    public async Task<MetadataKey> GetKeyAsync(CancellationToken cancellationToken)
    {
        _token ??= await GetTokenAsync(cancellationToken).ConfigureAwait(false);
        (HttpStatusCode status, string body) = await AskForKeyAsync(cancellationToken).ConfigureAwait(false);
        if (status == HttpStatusCode.Unauthorized && !NamesAgency(body))
        {
            _token = await GetTokenAsync(cancellationToken).ConfigureAwait(false);
            (status, body) = await AskForKeyAsync(cancellationToken).ConfigureAwait(false);
        }

        if (status != HttpStatusCode.OK)
        {
            string advice = NamesAgency(body) ? " Give this server an agency with rights for Workspace." : "";
            throw new WorkspaceException("WsNoMetadataKey", $"The metadata service gives no key (HTTP {(int)status}): {Excerpt(body)}{advice}");
        }

        try
        {
            return JsonSerializer.Deserialize(body, MetadataJson.Default.MetadataAnswer)?.Credential
                ?? throw new WorkspaceException("WsNoMetadataKey", "The metadata service's answer holds no credential.");
        }
        catch (JsonException exception)
        {
            throw new WorkspaceException("WsNoMetadataKey", "The metadata service's answer is not JSON.", exception);
        }
    }

    public void Dispose() => _http.Dispose();

    // Older servers have no session tokens, and say so in one of three ways.
    private async Task<string> GetTokenAsync(CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, new Uri(_address, "/meta-data/latest/api/token"));
        request.Headers.TryAddWithoutValidation("X-Metadata-Token-Ttl-Seconds", "21600");
        (HttpStatusCode status, string body) = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        return status switch
        {
            HttpStatusCode.OK => body.Trim(),
            HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or HttpStatusCode.ServiceUnavailable => "",
            _ => throw new WorkspaceException("WsNoMetadataKey", $"The metadata service gives no session token (HTTP {(int)status})."),
        };
    }

    // What it says of a server that has none.
    private static bool NamesAgency(string body) => body.IndexOf("agency", StringComparison.OrdinalIgnoreCase) >= 0;

    private static string Excerpt(string body)
    {
        const int Longest = 300;
        string text = body.Trim();
        return text.Length <= Longest ? text : text.Substring(0, Longest) + "…";
    }

    private Task<(HttpStatusCode Status, string Body)> AskForKeyAsync(CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_address, "/openstack/latest/securitykey"));
        if (_token is { Length: > 0 } token)
        {
            request.Headers.TryAddWithoutValidation(TokenHeader, token);
        }

        return SendAsync(request, cancellationToken);
    }

    private async Task<(HttpStatusCode Status, string Body)> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            using (request)
            using (HttpResponseMessage response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false))
            {
#pragma warning disable CA2016 // The body is here already, and .NET Framework has no overload with a token.
                byte[] body = await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
#pragma warning restore CA2016
                return (response.StatusCode, Encoding.UTF8.GetString(body));
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw new WorkspaceException(WorkspaceException.ConnectionFailed, $"no metadata service answers at {_address.Authority}", exception);
        }
    }
}
