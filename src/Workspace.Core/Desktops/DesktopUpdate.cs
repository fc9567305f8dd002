namespace Workspace.Desktops;

/// <summary>One look at a desktop whose state is waited for.</summary>
public sealed class DesktopUpdate
{
    internal DesktopUpdate(string desktopId, Desktop? desktop, WorkspaceException? error, bool isThere)
    {
        DesktopId = desktopId;
        Desktop = desktop;
        Error = error;
        IsLast = isThere || error is not null;
    }

    /// <summary>Which desktop.</summary>
    public string DesktopId { get; }

    /// <summary>What it was last seen as, or null when it was never seen.</summary>
    public Desktop? Desktop { get; }

    /// <summary>Why it is not waited for any longer although it is not there, or null.</summary>
    public WorkspaceException? Error { get; }

    /// <summary>No further update of this desktop will come.</summary>
    public bool IsLast { get; }
}
