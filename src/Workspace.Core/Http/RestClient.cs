using System;
using System.Net.Http;
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

    public Task<T> GetAsync<T>(string path, Query query, JsonTypeInfo<T> type, CancellationToken cancellationToken, bool isUnpaged = false)
    {
        var request = new ServiceRequest(HttpMethod.Get, _prefix + path, query) { IsUnpaged = isUnpaged };
        return SendAsync(request, response => Parse(request, response, type), cancellationToken);
    }

    /// <summary>A POST that only reads, all at once.</summary>
    public Task<TResult> QueryAsync<TBody, TResult>(string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<TResult> type, CancellationToken cancellationToken)
    {
        ServiceRequest request = Post(path, body, bodyType);
        request.IsUnpaged = true;
        return SendAsync(request, response => Parse(request, response, type), cancellationToken);
    }

    /// <summary>A POST that starts a job, and the job's id.</summary>
    public Task<string> StartJobAsync<TBody>(string path, TBody body, JsonTypeInfo<TBody> bodyType, CancellationToken cancellationToken)
    {
        ServiceRequest request = Post(path, body, bodyType);
        request.IsWrite = true;
        return SendAsync(request, Read, cancellationToken);

        // Without an id the action may run, and nobody can follow it.
        string Read(ServiceResponse response) => ResourceId.Given(Parse(request, response, WorkspaceJson.Default.JobAnswer).JobId)
            ?? throw AnswerFailure.Unreadable(request, response, "it names no job");
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
            return JsonSerializer.Deserialize(response.Body.Span, type) ?? throw AnswerFailure.Unreadable(request, response, "it is null");
        }
        catch (JsonException exception)
        {
            throw AnswerFailure.Unreadable(request, response, exception.Message);
        }
    }

    private ServiceRequest Post<TBody>(string path, TBody body, JsonTypeInfo<TBody> type) =>
        new(HttpMethod.Post, _prefix + path, body: JsonSerializer.SerializeToUtf8Bytes(body, type));

    private async Task<T> AttemptAsync<T>(ServiceRequest request, Func<ServiceResponse, T> read, Deadline deadline, CancellationToken cancellationToken)
    {
        ServiceResponse response = await _sender.SendAsync(_endpoint, request, _observer, deadline, cancellationToken).ConfigureAwait(false);
        try
        {
            return Read(request, read, response);
        }
        finally
        {
            response.Release();
        }
    }

    private static T Read<T>(ServiceRequest request, Func<ServiceResponse, T> read, ServiceResponse response)
    {
        if (!response.IsSuccess)
        {
            throw AnswerFailure.Refused(request, response, ErrorBody.Read(response.Body));
        }

        if (response.Flaw is { } flaw)
        {
            throw AnswerFailure.Unreadable(request, response, flaw);
        }

        AnswerScan scan = AnswerScan.Of(response.Body.Span, request.AnswerKind, request.IsUnpaged);
        if (scan.MentionsError && ReadDisguised(request, response) is { } error && !(request.TakesFailures && error.Failures.Count > 0))
        {
            throw AnswerFailure.Refused(request, response, error);
        }

        return scan.Flaw is null ? read(response) : throw AnswerFailure.Unreadable(request, response, scan.Flaw);
    }

    private static ErrorBody? ReadDisguised(ServiceRequest request, ServiceResponse response)
    {
        try
        {
            return ErrorBody.ReadDisguised(response.Body);
        }
        catch (JsonException exception)
        {
            throw AnswerFailure.Unreadable(request, response, exception.Message);
        }
    }
}
