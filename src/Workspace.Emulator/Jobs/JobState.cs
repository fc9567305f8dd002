namespace Workspace.Emulator.Jobs;

/// <summary>The service's words for how far jobs and sub-jobs are.</summary>
internal static class JobState
{
    public const string Waiting = "WAITING";
    public const string Running = "RUNNING";
    public const string Success = "SUCCESS";

    /// <summary>A sub-job failed.</summary>
    public const string Failed = "FAILED";

    /// <summary>A job ended and some of its sub-jobs failed.</summary>
    public const string Complete = "COMPLETE";

    /// <summary>A job ended and all of its sub-jobs failed.</summary>
    public const string Fail = "FAIL";
}
