using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Workspace.Http;

namespace Workspace.Tests.Chaos;

/// <summary>
/// Lies between the client and the emulated service: gives an answer up after a time on the run's clock, as the client's own timer does
/// on the machine's, and marks each request with the command that sent it.
/// </summary>
internal sealed class ChaosHandler(HttpMessageHandler inner, IClock clock, TimeSpan timeout) : DelegatingHandler(inner)
{
    public const string Mark = "X-Chaos-Command";

    /// <summary>The number of the command that is being run.</summary>
    public static AsyncLocal<int> Command { get; } = new();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Add(Mark, Command.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));
        using var given = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<HttpResponseMessage> answer = base.SendAsync(request, given.Token);
        Task expiry = answer.IsCompleted ? Task.CompletedTask : clock.DelayAsync(timeout, timer.Token);
        if (answer.IsCompleted || await Task.WhenAny(answer, expiry) == answer)
        {
            timer.Cancel();
            return await answer;
        }

        // The service may go on all the same, and nobody hears how that ends.
        _ = answer.ContinueWith(late => _ = late.Exception, TaskScheduler.Default);
        given.Cancel();
        cancellationToken.ThrowIfCancellationRequested();
        throw new TaskCanceledException("The request was given up.");
    }
}
