using System;
using System.Diagnostics;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Authentication;

namespace Workspace.Http;

/// <summary>Makes one attempt of one request: builds the message, has it authorized, sends it, reads the answer to its end.</summary>
internal sealed class Transport : IDisposable
{
    private static readonly string[] _requestIdHeaders = ["X-Request-Id", "X-IAM-Trace-Id"];

    private readonly HttpClient _http;
    private readonly Throttle _throttle;
    private readonly TimeSpan _timeout;
    private volatile bool _isClosed;

    public Transport(HttpMessageHandler handler, int throttleLimit, TimeSpan timeout)
    {
        // The attempt's own timer runs from the moment the request has its place, not from when it got in line.
        _http = new HttpClient(handler) { Timeout = System.Threading.Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Workspace", ClientVersion.Text));
        _throttle = new Throttle(throttleLimit);
        _timeout = timeout;
    }

    public Task<ServiceResponse> SendAsync(
        Uri endpoint,
        ServiceRequest request,
        IAuthorizer? authorizer,
        IClientObserver? observer,
        CancellationToken cancellationToken) =>
        // A logon is made within the place of the request that needs it: with a place of its own, requests that hold
        // all places would wait for a logon that waits for them.
        authorizer is null
            ? AttemptAsync(endpoint, request, authorizer, observer, cancellationToken)
            : _throttle.RunAsync(token => AttemptAsync(endpoint, request, authorizer, observer, token), cancellationToken);

    public void Dispose()
    {
        _isClosed = true;
        _http.Dispose();
        _throttle.Dispose();
    }

    private async Task<ServiceResponse> AttemptAsync(
        Uri endpoint,
        ServiceRequest request,
        IAuthorizer? authorizer,
        IClientObserver? observer,
        CancellationToken cancellationToken)
    {
        using HttpRequestMessage message = Build(endpoint, request);
        object? proof = authorizer is null ? null : await authorizer.AuthorizeAsync(message, request, cancellationToken).ConfigureAwait(false);

        var trace = new RequestTrace(request.Method.Method, request.Target);
        var watch = Stopwatch.StartNew();
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timer.CancelAfter(_timeout);
        try
        {
            ServiceResponse response = await ExchangeAsync(message, timer.Token).ConfigureAwait(false);
            response.Proof = proof;
            trace.StatusCode = (int)response.Status;
            trace.RequestId = response.RequestId;
            if (!request.IsConfidential)
            {
                trace.Sent = request.Body;
                trace.Received = response.Body;
            }

            return response;
        }
        catch (Exception exception) when (_isClosed && !cancellationToken.IsCancellationRequested)
        {
            throw TransportFailure.Closed(exception, request);
        }
        catch (Exception exception) when (TransportFailure.Describe(exception, endpoint, request, _timeout, cancellationToken) is { } failure)
        {
            trace.Failure = failure.Message;
            throw failure;
        }
        finally
        {
            trace.Duration = watch.Elapsed;
            observer?.Completed(trace);
        }
    }

    private async Task<ServiceResponse> ExchangeAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await _http.SendAsync(message, HttpCompletionOption.ResponseContentRead, cancellationToken).ConfigureAwait(false);
#pragma warning disable CA2016 // ResponseContentRead: the body is here already, and .NET Framework has no overload with a token.
        byte[] body = response.Content is null ? [] : await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
#pragma warning restore CA2016
        HttpResponseHeaders headers = response.Headers;
        string? Header(string name) => headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
        return new ServiceResponse(response.StatusCode, body, _requestIdHeaders.Select(Header).FirstOrDefault(id => id is not null), Header);
    }

    private static HttpRequestMessage Build(Uri endpoint, ServiceRequest request)
    {
        var message = new HttpRequestMessage(request.Method, new Uri(endpoint, request.Target));
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        foreach (var header in request.Headers)
        {
            message.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        if (request.Body is { } body)
        {
            message.Content = new ByteArrayContent(body);
            message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        return message;
    }
}
