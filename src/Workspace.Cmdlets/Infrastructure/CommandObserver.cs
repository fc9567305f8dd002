using System.Globalization;
using System.Threading;
using Workspace.Http;

namespace Workspace.Commands.Infrastructure;

/// <summary>Shows what the client does in the streams of a cmdlet, on its pipeline thread.</summary>
internal sealed class CommandObserver(AsyncCmdletBase command, SynchronizationContext pipeline) : IClientObserver
{
    public bool WantsBodies => command.WantsBodies;

    public void Completed(RequestTrace trace) => pipeline.Post(_ => command.Show(trace), null);

    public void Warn(string message) => pipeline.Post(_ => command.ShowWarning(message), null);

    public static string Describe(RequestTrace trace) => string.Format(
        CultureInfo.InvariantCulture,
        "{0} {1}: {2}, {3:0} ms{4}",
        trace.Method,
        trace.Target,
        trace.StatusCode is { } status ? $"HTTP {status}" : trace.Failure ?? "no answer",
        trace.Duration.TotalMilliseconds,
        trace.RequestId is { } id ? $", request id {id}" : "");
}
