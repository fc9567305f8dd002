using System;
using System.Diagnostics;
using System.Linq;
using System.Net;
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

    // A canonical request lists headers and query.
    private const int LongestRefusal = 8 * SecretMask.Sentence;

    // What an attempt gets in any case whose turn came only at the end of its time.
    private static readonly TimeSpan _least = TimeSpan.FromSeconds(1);

    private readonly HttpClient _http;
    private readonly Func<HttpMessageHandler>? _forWrites;
    private readonly Throttle _throttle;
    private readonly Pace _pace;
    private readonly IClock _clock;
    private readonly TimeSpan _timeout;
    private readonly SecretMask _mask;

    // Not disposed of: an attempt may be about to link to it.
    private readonly CancellationTokenSource _closing = new();
    private volatile bool _isClosed;

    /// <param name="handler">Sends.</param>
    /// <param name="forWrites">Makes a handler for one write; null where the common one never sends a write twice.</param>
    /// <param name="throttleLimit">How many attempts run at a time.</param>
    /// <param name="timeout">How long an attempt may take.</param>
    /// <param name="clock">Paces the requests.</param>
    /// <param name="mask">Knows the connection's secrets.</param>
    public Transport(HttpMessageHandler handler, Func<HttpMessageHandler>? forWrites, int throttleLimit, TimeSpan timeout, IClock clock, SecretMask? mask = null)
    {
        _http = Client(handler);
        _forWrites = forWrites;
        _throttle = new Throttle(throttleLimit);
        _pace = new Pace(clock);
        _clock = clock;
        _timeout = timeout;
        _mask = mask ?? SecretMask.None;
    }

    /// <summary>Sends once, when the request has its place and its turn. It gets no more time than is left, nor than an attempt may take.</summary>
    /// <param name="endpoint">Where to.</param>
    /// <param name="request">The request.</param>
    /// <param name="authorizer">Proves who sends; null for a request that needs no proof.</param>
    /// <param name="guardAsync">Runs the attempt, once it may; null for a request that may always be sent.</param>
    /// <param name="observer">Hears what is sent, or null.</param>
    /// <param name="deadline">Until when all attempts may take.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    public async Task<ServiceResponse> SendAsync(
        Uri endpoint,
        ServiceRequest request,
        IAuthorizer? authorizer,
        Func<GuardedAttempt, CancellationToken, Task<ServiceResponse>>? guardAsync,
        IClientObserver? observer,
        Deadline deadline,
        CancellationToken cancellationToken)
    {
        Task<ServiceResponse?> SendInTurnAsync(Func<bool>? mayBeSent, CancellationToken token) => InTurnAsync(endpoint, request, authorizer, mayBeSent, observer, deadline, token);
        async Task<ServiceResponse> SendAnywayAsync(CancellationToken token) => (await SendInTurnAsync(null, token).ConfigureAwait(false))!;

        // A logon is made within the place of the request that needs it: with a place of its own, requests that hold
        // all places would wait for a logon that waits for them.
        return await (authorizer is null
            ? SendAnywayAsync(cancellationToken)
            : _throttle.RunAsync(token => guardAsync is null ? SendAnywayAsync(token) : guardAsync(SendInTurnAsync, token), cancellationToken)).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _isClosed = true;

        // The client gives up what waits for an answer, but not what reads one.
        _closing.Cancel();
        _http.Dispose();
    }

    // In a place of its own, so that who is still in line when the service throttles is slowed down too.
    private async Task<ServiceResponse?> InTurnAsync(
        Uri endpoint,
        ServiceRequest request,
        IAuthorizer? authorizer,
        Func<bool>? mayBeSent,
        IClientObserver? observer,
        Deadline deadline,
        CancellationToken cancellationToken)
    {
        TimeSpan? wait = await _pace.WaitAsync(deadline.Left, cancellationToken).ConfigureAwait(false);
        if (_isClosed)
        {
            throw TransportFailure.Closed(null, request);
        }

        if (wait is { } tooLong)
        {
            throw TransportFailure.TooSlow(endpoint, request, tooLong);
        }

        // Before a logon too, which the request may not need any more.
        if (mayBeSent?.Invoke() == false)
        {
            return null;
        }

        deadline.Begin();
        TimeSpan left = deadline.Left > _least ? deadline.Left : _least;
        TimeSpan timeout = left < _timeout ? left : _timeout;
        ServiceResponse? response = await AttemptAsync(endpoint, request, authorizer, mayBeSent, observer, timeout, cancellationToken).ConfigureAwait(false);
        if (response?.IsSuccess == false && ErrorBody.Read(response.Body) is var error && WorkspaceException.MeansThrottled(response.Status, error.Code))
        {
            _pace.SlowDown(error.Message, response.RetryAfter);
        }

        return response;
    }

    private async Task<ServiceResponse?> AttemptAsync(
        Uri endpoint,
        ServiceRequest request,
        IAuthorizer? authorizer,
        Func<bool>? mayBeSent,
        IClientObserver? observer,
        TimeSpan timeout,
        CancellationToken cancellationToken)
    {
        using HttpRequestMessage message = Build(endpoint, request);
        object? proof = authorizer is null ? null : await AuthorizeAsync(message, request, authorizer, cancellationToken).ConfigureAwait(false);
        if (mayBeSent?.Invoke() == false)
        {
            return null;
        }

        SecretMask mask = _mask.With(Signature(message));
        var trace = new RequestTrace(request.Method.Method, request.Target) { Mask = mask };
        bool isShown = observer?.WantsBodies == true && !request.IsConfidential;
        var watch = Stopwatch.StartNew();
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closing.Token);
        timer.CancelAfter(ClockTime.Bounded(timeout));
        try
        {
            using HttpClient? own = request.IsWrite && _forWrites is not null ? Client(_forWrites()) : null;
            ServiceResponse response = await ExchangeAsync(own ?? _http, message, request, trace, isShown, timer.Token).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            response.Proof = proof;
            if (response.Status == HttpStatusCode.Unauthorized && ErrorBody.Read(response.Body).Message is { } refusal)
            {
                trace.Refusal = mask.Show(refusal, LongestRefusal);
            }

            if (isShown)
            {
                trace.Sent = request.Body;
                trace.Received = response.Body;
            }

            return response;
        }
        catch (Exception exception) when (cancellationToken.IsCancellationRequested && exception is HttpRequestException or System.IO.IOException)
        {
            // It broke off at the moment in which the user gave up: for who sent it that is the same.
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
        catch (Exception exception) when (_isClosed && !cancellationToken.IsCancellationRequested)
        {
            throw TransportFailure.Closed(exception, request);
        }
        catch (Exception exception) when (TransportFailure.Describe(exception, endpoint, request, timeout, trace.StatusCode is not null, mask, cancellationToken) is { } failure)
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

    private async Task<object> AuthorizeAsync(HttpRequestMessage message, ServiceRequest request, IAuthorizer authorizer, CancellationToken cancellationToken)
    {
        try
        {
            return await authorizer.AuthorizeAsync(message, request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (_isClosed && !cancellationToken.IsCancellationRequested)
        {
            // Its secrets are wiped, or the logon under way was cut off.
            throw TransportFailure.Closed(null, request);
        }
    }

    // The timer runs to the last byte: an answer that drips must not take longer than one that does not come.
    private async Task<ServiceResponse> ExchangeAsync(HttpClient http, HttpRequestMessage message, ServiceRequest request, RequestTrace trace, bool isShown, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        HttpResponseHeaders headers = response.Headers;
        HttpContentHeaders? contentHeaders = response.Content?.Headers;
        string? Header(string name) => headers.TryGetValues(name, out var values) || contentHeaders?.TryGetValues(name, out values) == true ? values!.FirstOrDefault() : null;
        trace.StatusCode = (int)response.StatusCode;
        string? requestId = _requestIdHeaders.Select(Header).FirstOrDefault(id => id is not null);
        trace.ReceivedId = requestId;
        AnswerBody body = await AnswerBody.ReadAsync(response, Longest(response, request), mayLend: request.AnswerKind == AnswerKind.Known && !isShown, cancellationToken).ConfigureAwait(false);
        TimeSpan? pause = headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - (headers.Date ?? _clock.UtcNow),
            _ => null,
        };
        return new ServiceResponse(response.StatusCode, body, requestId, Header)
        {
            Mask = trace.Mask,
            RetryAfter = pause > TimeSpan.Zero ? pause : null,
        };
    }

    private static int Longest(HttpResponseMessage response, ServiceRequest request) =>
        !response.IsSuccessStatusCode ? AnswerBody.LongestError : request.AnswerKind == AnswerKind.File || request.IsUnpaged ? AnswerBody.LongestFile : AnswerBody.Longest;

    private static string? Signature(HttpRequestMessage message)
    {
        const string Name = "Signature=";
        return message.Headers.TryGetValues("Authorization", out var values) && values.First() is var value && value.IndexOf(Name, StringComparison.Ordinal) is >= 0 and int at
            ? value.Substring(at + Name.Length)
            : null;
    }

    private static HttpClient Client(HttpMessageHandler handler)
    {
        // The attempt's own timer runs from the moment the request has its place, not from when it got in line.
        var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Workspace", ClientVersion.Text));
        return client;
    }

    private static HttpRequestMessage Build(Uri endpoint, ServiceRequest request)
    {
        var message = new HttpRequestMessage(request.Method, new Uri(endpoint, request.Target));
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        foreach (var header in request.Headers)
        {
            message.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        // .NET sends a request without content again by itself when a pooled connection turns out dead, whatever its method.
        if ((request.Body ?? (request.IsWrite ? [] : null)) is { } body)
        {
            message.Content = new ByteArrayContent(body);
            message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(request.ContentType);
        }

        return message;
    }
}
