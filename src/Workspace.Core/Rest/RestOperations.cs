using System;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Http;
using Workspace.Serialization;

namespace Workspace.Rest;

/// <summary>
/// Every operation of the service, by name or by path, with the same signing, retries and errors as the others. A GET is
/// repeated when it fails for a passing reason; what has another method only when the service certainly did not process it.
/// </summary>
public sealed class RestOperations
{
    private readonly RestClient _rest;
    private readonly string _projectId;

    internal RestOperations(RestClient rest, string projectId)
    {
        _rest = rest;
        _projectId = projectId;
    }

    /// <summary>Where a call goes: its path with the project and all values in place.</summary>
    /// <param name="call">The call.</param>
    /// <returns>The path below the endpoint, percent-encoded.</returns>
    /// <exception cref="ArgumentException">The call cannot be sent.</exception>
    public string PathOf(RestCall call)
    {
        call.Validate();
        return call.Path.Fill(_projectId, call.PathValues);
    }

    /// <summary>Makes a call whose answer is JSON, or nothing.</summary>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Stops the request under way; it may have been carried out all the same.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="ArgumentException">The call cannot be sent.</exception>
    /// <exception cref="WorkspaceException">Also with <see cref="WorkspaceException.AmbiguousOutcome"/>: nobody knows whether it was carried out.</exception>
    public Task<RestAnswer> SendAsync(RestCall call, CancellationToken cancellationToken = default)
    {
        ServiceRequest request = Request(call, call.CheckedQuery());
        request.TakesFailures = true;
        return SendAsync(request, Read, cancellationToken);

        RestAnswer Read(ServiceResponse response) => new(Value(request, response), ErrorBody.ReadDisguised(response.Body)?.Failures ?? []);
    }

    /// <summary>Makes a call whose answer is a file.</summary>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Stops the request under way; it may have been carried out all the same.</param>
    /// <returns>The answer as it came.</returns>
    /// <exception cref="ArgumentException">The call cannot be sent.</exception>
    /// <exception cref="WorkspaceException">As of <see cref="SendAsync(RestCall, CancellationToken)"/>.</exception>
    public Task<byte[]> DownloadAsync(RestCall call, CancellationToken cancellationToken = default)
    {
        ServiceRequest request = Request(call, call.CheckedQuery());
        request.IsConfidential = true;
        request.AnswerKind = AnswerKind.File;
        return SendAsync(request, response => response.Body.ToArray(), cancellationToken);
    }

    /// <summary>
    /// What a list holds, page after page. It ends at a page that is empty or shorter than asked for, unless the service counts
    /// more. Pages have 100 items, or as many as the query's limit says, and begin at the query's offset.
    /// </summary>
    /// <param name="call">A GET.</param>
    /// <returns>The items, each a value as of <see cref="RestAnswer"/>.</returns>
    /// <exception cref="ArgumentException">The call cannot be sent, or is none that reads.</exception>
    public ItemList<object?> List(RestCall call)
    {
        call.Validate();
        if (!call.IsRead)
        {
            throw new ArgumentException($"Only the pages of a GET can be read one after the other, and {call.Operation?.Operation ?? call.Path.ToString()} is a {call.Method}: it pages by what its body says.");
        }

        var paging = new RestPaging(call, GetAsync, _rest.Warn);
        return new(paging.PagesAsync);
    }

    private Task<object?> GetAsync(RestCall call, Query query, CancellationToken cancellationToken)
    {
        ServiceRequest request = Request(call, query);
        return _rest.SendAsync(request, response => Value(request, response), cancellationToken);
    }

    private static object? Value(ServiceRequest request, ServiceResponse response)
    {
        if (response.Body.Length == 0)
        {
            return null;
        }

        JsonElement root = RestClient.Parse(request, response, WorkspaceJson.Default.JsonElement);
        try
        {
            return RestJson.Read(root);
        }
        catch (Exception exception) when (exception is InvalidOperationException or JsonException)
        {
            // A text that is no Unicode, or a number that is none of ours.
            throw AnswerFailure.Unreadable(request, response, exception.Message);
        }
    }

    private async Task<T> SendAsync<T>(ServiceRequest request, Func<ServiceResponse, T> read, CancellationToken cancellationToken)
    {
        try
        {
            return await _rest.SendAsync(request, read, cancellationToken).ConfigureAwait(false);
        }
        catch (WorkspaceException unknown) when (unknown.IsOutcomeUnknown)
        {
            throw new WorkspaceException(
                WorkspaceException.AmbiguousOutcome,
                $"Nobody knows whether {request.Method} {request.Path} was carried out: {unknown.Message} Look at the service before you send it again.",
                unknown)
            {
                RequestId = unknown.RequestId,
                Method = unknown.Method,
                Path = unknown.Path,
                IsOutcomeUnknown = true,
            };
        }
    }

    private ServiceRequest Request(RestCall call, Query query)
    {
        ServiceRequest request = _rest.RequestAt(new HttpMethod(call.Method), PathOf(call), query, call.Body?.Content);
        request.IsWrite = !call.IsRead;
        request.AnswerKind = AnswerKind.Any;
        request.ContentType = call.Body?.ContentType ?? request.ContentType;
        request.IsConfidential = call.Body?.IsConfidential == true;
        return request;
    }
}
