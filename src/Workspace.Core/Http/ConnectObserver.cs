namespace Workspace.Http;

/// <summary>Passes on what happens while a connection is made, with traces that are complete: should it fail, the secrets that must be hidden in them are wiped.</summary>
internal sealed class ConnectObserver(IClientObserver observer) : IClientObserver
{
    private volatile bool _isConnected;

    public bool WantsBodies => observer.WantsBodies;

    /// <summary>The connection is made: from now on traces are completed by who reads them, if anybody does.</summary>
    public void Connected() => _isConnected = true;

    public void Completed(RequestTrace trace)
    {
        if (!_isConnected)
        {
            trace.Complete();
        }

        observer.Completed(trace);
    }

    public void Warn(string message) => observer.Warn(message);
}
