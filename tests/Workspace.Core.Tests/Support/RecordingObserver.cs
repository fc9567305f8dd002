using System.Collections.Concurrent;
using Workspace.Http;

namespace Workspace.Tests.Support;

/// <summary>Keeps what a client tells about its requests.</summary>
internal sealed class RecordingObserver : IClientObserver
{
    public ConcurrentQueue<RequestTrace> Traces { get; } = [];

    public ConcurrentQueue<string> Warnings { get; } = [];

    public bool WantsBodies => true;

    public void Completed(RequestTrace trace) => Traces.Enqueue(trace);

    public void Warn(string message) => Warnings.Enqueue(message);
}
