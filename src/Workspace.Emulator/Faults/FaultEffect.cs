using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Emulator.Http;
using Workspace.Http;

namespace Workspace.Emulator.Faults;

/// <summary>What a fault does to a request. Unless it says otherwise the service does not get to see the request.</summary>
public sealed class FaultEffect
{
    private readonly Func<EmulatorRequest, Step, IClock, CancellationToken, Task<EmulatorResponse>> _apply;

    private FaultEffect(Func<EmulatorRequest, Step, IClock, CancellationToken, Task<EmulatorResponse>> apply) => _apply = apply;

    /// <summary>The connection breaks without an answer.</summary>
    /// <returns>The effect.</returns>
    public static FaultEffect Lose() => new((_, _, _, _) => throw new IOException("The connection was reset.", new SocketException((int)SocketError.ConnectionReset)));

    /// <summary>No answer comes until the client gives up.</summary>
    /// <returns>The effect.</returns>
    public static FaultEffect Hang() => new(async (_, _, _, cancellationToken) =>
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
        throw new OperationCanceledException(cancellationToken);
    });

    /// <summary>The service carries the request out, but its answer meets another effect: it is lost, hangs or becomes an error.</summary>
    /// <param name="effect">What becomes of the answer.</param>
    /// <returns>The effect.</returns>
    public static FaultEffect Processed(FaultEffect effect) => new(async (request, next, clock, cancellationToken) =>
    {
        await next(request, cancellationToken).ConfigureAwait(false);
        return await effect.ApplyAsync(request, next, clock, cancellationToken).ConfigureAwait(false);
    });

    /// <summary>The service takes longer on the tenant's clock, and answers.</summary>
    /// <param name="duration">How much longer.</param>
    /// <returns>The effect.</returns>
    public static FaultEffect Delay(TimeSpan duration) => new(async (request, next, clock, cancellationToken) =>
    {
        await clock.DelayAsync(duration, cancellationToken).ConfigureAwait(false);
        return await next(request, cancellationToken).ConfigureAwait(false);
    });

    /// <summary>The request takes so long on the tenant's clock to reach the service, which carries it out even if the client has long given up.</summary>
    /// <param name="duration">How long.</param>
    /// <returns>The effect.</returns>
    public static FaultEffect Late(TimeSpan duration) => new(async (request, next, clock, cancellationToken) =>
    {
        async Task<EmulatorResponse> ProcessAsync()
        {
            await clock.DelayAsync(duration, CancellationToken.None).ConfigureAwait(false);
            return await next(request, CancellationToken.None).ConfigureAwait(false);
        }

        Task<EmulatorResponse> answer = ProcessAsync();
        var givenUp = new TaskCompletionSource<bool>();
        using (cancellationToken.Register(() => givenUp.TrySetResult(true)))
        {
            await Task.WhenAny(answer, givenUp.Task).ConfigureAwait(false);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return await answer.ConfigureAwait(false);
    });

    /// <summary>The service carries the request out, and of its answer's body only the first half arrives, as if it were all.</summary>
    /// <returns>The effect.</returns>
    public static FaultEffect CutOff() => Change(body => body.AsSpan(0, body.Length / 2).ToArray());

    /// <summary>The service carries the request out, and each third byte of its answer's body is another one.</summary>
    /// <returns>The effect.</returns>
    public static FaultEffect Garble() => Change(body =>
    {
        byte[] garbled = (byte[])body.Clone();
        for (int i = 0; i < garbled.Length; i += 3)
        {
            garbled[i] ^= 0x5A;
        }

        return garbled;
    });

    /// <summary>An answer that is not the service's.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="body">The body.</param>
    /// <param name="contentType">The body's media type.</param>
    /// <param name="headers">Further headers.</param>
    /// <returns>The effect.</returns>
    public static FaultEffect Answer(int status, string body = "", string contentType = "application/json", params KeyValuePair<string, string>[] headers) =>
        new((_, _, _, _) => Task.FromResult(new EmulatorResponse(status, headers, Encoding.UTF8.GetBytes(body), contentType)));

    /// <summary>An HTML page, as proxies answer.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <returns>The effect.</returns>
    public static FaultEffect Html(int status) => Answer(status, "<html><head><title>Bad gateway</title></head><body>nginx</body></html>", "text/html");

    /// <summary>An error of the API gateway.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="code">Its code, such as APIGW.0201.</param>
    /// <param name="message">Its text.</param>
    /// <param name="headers">Further headers.</param>
    /// <returns>The effect.</returns>
    public static FaultEffect Error(int status, string code, string message, params KeyValuePair<string, string>[] headers) =>
        Answer(status, new JsonObject { ["error_msg"] = message, ["error_code"] = code, ["request_id"] = "fault" }.ToJsonString(), headers: headers);

    /// <summary>The gateway's refusal for too many requests: 429 APIGW.0308.</summary>
    /// <param name="limit">How many requests it allows.</param>
    /// <param name="window">In how long: 1 second or 1 minute.</param>
    /// <param name="retryAfter">A Retry-After header, which the real gateway is not known to send; null for none.</param>
    /// <returns>The effect.</returns>
    public static FaultEffect Throttle(int limit, string window = "1 second", string? retryAfter = null) =>
        Error(429, "APIGW.0308", ThrottleText(limit, window), retryAfter is null ? [] : [new("Retry-After", retryAfter)]);

    /// <summary>The gateway's refusal of who sends: 401 APIGW.0301.</summary>
    /// <param name="reason">What follows its "Incorrect IAM authentication information: ".</param>
    /// <returns>The effect.</returns>
    public static FaultEffect Refuse(string reason) => Error(401, "APIGW.0301", "Incorrect IAM authentication information: " + reason);

    internal static string ThrottleText(int limit, string window) => string.Format(
        CultureInfo.InvariantCulture,
        "The throttling threshold has been reached: policy user over ratelimit,limit:{0},time:{1}",
        limit,
        window);

    internal Task<EmulatorResponse> ApplyAsync(EmulatorRequest request, Step next, IClock clock, CancellationToken cancellationToken) =>
        _apply(request, next, clock, cancellationToken);

    /// <summary>The service carries the request out, and something becomes of its answer.</summary>
    /// <param name="change">The answer that goes out, of the service's and the tenant's clock.</param>
    internal static FaultEffect Change(Func<EmulatorResponse, IClock, EmulatorResponse> change) => new(async (request, next, clock, cancellationToken) =>
        change(await next(request, cancellationToken).ConfigureAwait(false), clock));

    private static FaultEffect Change(Func<byte[], byte[]> change) => Change((answer, _) => answer with { Body = change(answer.Body) });
}
