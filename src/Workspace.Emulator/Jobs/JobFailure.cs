namespace Workspace.Emulator.Jobs;

/// <summary>Why a sub-job fails.</summary>
/// <param name="Code">The service's error code.</param>
/// <param name="Reason">The service's text.</param>
internal sealed record JobFailure(string Code, string Reason)
{
    /// <summary>What befalls the share of sub-jobs that fail by chance: a documented error of jobs.</summary>
    public static JobFailure ByChance { get; } = new("WKS.00010110", "The desktop cannot obtain an IP address.");

    public static JobFailure NoImageSupport { get; } = new("WKS.00010032", "The desktop does not support image creation.");

    /// <summary>What is asked for does not go together with the desktop's state.</summary>
    public static JobFailure Denied(string desktopId) => new("WKS.00010032", $"Operation conflict: the status of instance {desktopId} denies the operation.");
}
