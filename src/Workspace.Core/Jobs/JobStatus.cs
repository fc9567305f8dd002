namespace Workspace.Jobs;

/// <summary>What can become of a job. The service's own two vocabularies are in RawStatus.</summary>
public static class JobStatus
{
    /// <summary>It has not begun.</summary>
    public const string Waiting = "Waiting";

    /// <summary>It runs.</summary>
    public const string Running = "Running";

    /// <summary>It ended, and all of it succeeded.</summary>
    public const string Succeeded = "Succeeded";

    /// <summary>It ended, and a part of its sub-jobs failed.</summary>
    public const string PartlyFailed = "PartlyFailed";

    /// <summary>It ended, and failed.</summary>
    public const string Failed = "Failed";

    /// <summary>It ended, and how is not known: the service does not show all of its sub-jobs.</summary>
    public const string Unknown = "Unknown";

    /// <summary>There was nothing to do, and nothing was started.</summary>
    public const string Skipped = "Skipped";

    /// <summary>A job of this status changes no more.</summary>
    internal static bool IsFinal(string status) => status is not (Waiting or Running);

    /// <summary>Reads the service's words for jobs (COMPLETE, SUCCESS, FAIL) and sub-jobs (WAITING, RUNNING, SUCCESS, FAILED). What it does not document is under way.</summary>
    internal static string FromService(string? raw) => raw?.ToUpperInvariant() switch
    {
        null or "" or "WAITING" => Waiting,
        "COMPLETE" or "SUCCESS" => Succeeded,
        "FAIL" or "FAILED" => Failed,
        _ => Running,
    };
}
