namespace Workspace.Emulator.Jobs;

/// <summary>One desktop's part of a job as it was at one moment.</summary>
/// <param name="SubJobId">The sub-job's identifier.</param>
/// <param name="DesktopId">The desktop it works on.</param>
/// <param name="Status">WAITING, RUNNING, SUCCESS or FAILED.</param>
/// <param name="Process">How far it is, 0 to 100.</param>
/// <param name="ErrorCode">The service's code when it failed, else null.</param>
/// <param name="FailReason">Why it failed, else null.</param>
public sealed record EmulatedSubJob(
    string SubJobId,
    string DesktopId,
    string Status,
    int Process,
    string? ErrorCode,
    string? FailReason);
