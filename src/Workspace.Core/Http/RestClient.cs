using System;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Serialization;

namespace Workspace.Http;

/// <summary>JSON over HTTP to one endpoint: a call either gives its result or throws a WorkspaceException.</summary>
internal sealed class RestClient
{
    private readonly AuthorizedSender _sender;
    private readonly Uri _endpoint;
    private readonly string _root;
    private readonly string _prefix;
    private readonly Retry _retry;
    private readonly IClientObserver? _observer;

    public RestClient(AuthorizedSender sender, Uri endpoint, string prefix, Retry retry, IClientObserver? observer)
    {
        _sender = sender;
        _endpoint = endpoint;
        _root = endpoint.AbsolutePath.TrimEnd('/');
        _prefix = _root + prefix;
        _retry = retry;
        _observer = observer;
    }

    private RestClient(RestClient other, IClientObserver observer)
    {
        _sender = other._sender;
        _endpoint = other._endpoint;
        _root = other._root;
        _prefix = other._prefix;
        _retry = other._retry;
        _observer = observer;
    }

    public void Warn(string message) => _observer?.Warn(message);

    public RestClient With(IClientObserver observer) => new(this, observer);

    /// <summary>A request of a path below the endpoint, for <see cref="SendAsync"/>.</summary>
    public ServiceRequest Request(HttpMethod method, string path, Query query, byte[] body) => new(method, _prefix + path, query, body);

    /// <summary>A request of a path below the endpoint alone, without the project: it says version and project itself.</summary>
    public ServiceRequest RequestAt(HttpMethod method, string path, Query query, byte[]? body) => new(method, _root + path, query, body);

    public Task<T> GetAsync<T>(string path, Query query, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var request = new ServiceRequest(HttpMethod.Get, _prefix + path, query);
        return SendAsync(request, response => Parse(request, response, type), cancellationToken);
    }

    /// <summary>A POST that only reads.</summary>
    public Task<TResult> QueryAsync<TBody, TResult>(string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<TResult> type, CancellationToken cancellationToken)
    {
        ServiceRequest request = Post(path, body, bodyType);
        return SendAsync(request, response => Parse(request, response, type), cancellationToken);
    }

    /// <summary>A POST that starts a job, and the job's id.</summary>
    public Task<string> StartJobAsync<TBody>(string path, TBody body, JsonTypeInfo<TBody> bodyType, CancellationToken cancellationToken)
    {
        ServiceRequest request = Post(path, body, bodyType);
        request.IsWrite = true;
        return SendAsync(request, Read, cancellationToken);

        // Without an id the action may run, and nobody can follow it.
        string Read(ServiceResponse response) => Parse(request, response, WorkspaceJson.Default.JobAnswer).JobId is { Length: > 0 } id
            ? id
            : throw Unreadable(request, response, "it names no job", null);
    }

    /// <summary>
    /// A call that changes something and is answered with nothing of interest. A PUT sets the same when it is sent twice, so it may be
    /// repeated as reads are.
    /// </summary>
    /// <param name="method">POST or PUT.</param>
    /// <param name="path">The path.</param>
    /// <param name="body">The body.</param>
    /// <param name="bodyType">Its type.</param>
    /// <param name="hasAnswer">Whether the service documents a body of the answer: then one without is none of its answers.</param>
    /// <param name="cancellationToken">Stops the request under way.</param>
    public Task ChangeAsync<TBody>(HttpMethod method, string path, TBody body, JsonTypeInfo<TBody> bodyType, bool hasAnswer, CancellationToken cancellationToken)
    {
        var request = new ServiceRequest(method, _prefix + path, body: JsonSerializer.SerializeToUtf8Bytes(body, bodyType)) { IsWrite = method != HttpMethod.Put };
        return SendAsync(request, Read, cancellationToken);

        // What is no object, such as a proxy's page, tells nothing of the outcome.
        EmptyAnswer Read(ServiceResponse response) => response.Body.Length == 0 && !hasAnswer ? new() : Parse(request, response, WorkspaceJson.Default.EmptyAnswer);
    }

    /// <summary>Sends a request, again where that may help, and reads the answer of a success.</summary>
    public Task<T> SendAsync<T>(ServiceRequest request, Func<ServiceResponse, T> read, CancellationToken cancellationToken) =>
        _retry.RunAsync(request, (deadline, token) => AttemptAsync(request, read, deadline, token), _observer, cancellationToken);

    /// <summary>Reads the JSON of an answer.</summary>
    public static T Parse<T>(ServiceRequest request, ServiceResponse response, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(response.Body, type) ?? throw Unreadable(request, response, "it is null", null);
        }
        catch (JsonException exception)
        {
            throw Unreadable(request, response, exception.Message, exception);
        }
    }

    private ServiceRequest Post<TBody>(string path, TBody body, JsonTypeInfo<TBody> type) =>
        new(HttpMethod.Post, _prefix + path, body: JsonSerializer.SerializeToUtf8Bytes(body, type));

    private async Task<T> AttemptAsync<T>(ServiceRequest request, Func<ServiceResponse, T> read, Deadline deadline, CancellationToken cancellationToken)
    {
        ServiceResponse response = await _sender.SendAsync(_endpoint, request, _observer, deadline, cancellationToken).ConfigureAwait(false);
        ErrorBody? error = response.IsSuccess ? ErrorBody.ReadDisguised(response.Body) : ErrorBody.Read(response.Body);
        return error is null || (response.IsSuccess && request.TakesFailures && error.Failures.Count > 0)
            ? read(response)
            : throw Failure(request, response, error);
    }

    private static WorkspaceException Failure(ServiceRequest request, ServiceResponse response, ErrorBody error)
    {
        int status = (int)response.Status;
        string code = error.Code ?? status.ToString(System.Globalization.CultureInfo.InvariantCulture);
        string message = error.Message
            ?? (status is >= 300 and <= 399 ? $"The service redirects to {response.Header("Location")}. Redirects are not followed, because they could carry credentials to another host." : null)
            ?? (status == 407 ? TransportFailure.ProxyLogon : null)
            ?? Excerpt(response.Body)
            ?? $"The service answered with HTTP status {status} and no text.";
        return new WorkspaceException(code, response.Hint is null ? message : $"{message.TrimEnd('.')}. {response.Hint}")
        {
            StatusCode = response.Status,
            Detail = error.Detail,
            EncodedAuthorizationMessage = error.EncodedAuthorizationMessage,
            RequestId = response.RequestId ?? error.RequestId,
            Method = request.Method.Method,
            Path = request.Path,
            Failures = error.Failures,
            RetryAfter = response.RetryAfter,
            IsOutcomeUnknown = request.IsWrite && status >= 500 && !WorkspaceException.MeansThrottled(response.Status, code),
        };
    }

    /// <summary>The failure of a call whose answer cannot be read.</summary>
    public static WorkspaceException Unreadable(ServiceRequest request, ServiceResponse response, string why, Exception? cause) =>
        new(WorkspaceException.UnreadableAnswer, $"The service's answer could not be read: {why}", cause)
        {
            StatusCode = response.Status,
            RequestId = response.RequestId,
            Method = request.Method.Method,
            Path = request.Path,
            IsOutcomeUnknown = request.IsWrite,
        };

    private static string? Excerpt(byte[] body)
    {
        const int Longest = 1000;
        string text = Encoding.UTF8.GetString(body).Trim();
        return text.Length == 0 ? null : text.Length <= Longest ? text : text.Substring(0, Longest) + "…";
    }
}
