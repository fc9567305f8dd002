namespace Workspace.Http;

/// <summary>Passes on what happens while a connection is made, with traces that are complete: should it fail, the secrets that must be hidden in them are wiped.</summary>
internal sealed class ConnectObserver(IClientObserver observer) : IClientObserver
{
    public bool WantsBodies => observer.WantsBodies;

    public void Completed(RequestTrace trace)
    {
        trace.Complete();
        observer.Completed(trace);
    }

    public void Warn(string message) => observer.Warn(message);
}
