namespace Workspace.Desktops;

/// <summary>What to do with the power of desktops.</summary>
public enum PowerAction
{
    /// <summary>Power on (os-start).</summary>
    Start,

    /// <summary>Shut down (os-stop).</summary>
    Stop,

    /// <summary>Shut down and power on again (reboot).</summary>
    Restart,

    /// <summary>Keep what is in memory and power off (os-hibernate; hibernate for a pool). Windows only.</summary>
    Suspend,
}
