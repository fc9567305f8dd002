namespace Workspace.Jobs;

/// <summary>One look at a job that is waited for.</summary>
public sealed class JobUpdate
{
    private readonly bool _mayChange;

    internal JobUpdate(JobReference reference, Job? job, WorkspaceException? error, bool mayChange = false)
    {
        _mayChange = mayChange;
        Reference = reference;
        Job = job;
        Error = error;
    }

    /// <summary>Which job.</summary>
    public JobReference Reference { get; }

    /// <summary>What it was last seen as, or null when it was never seen.</summary>
    public Job? Job { get; }

    /// <summary>Why it is not waited for any longer although it has not ended, or null.</summary>
    public WorkspaceException? Error { get; }

    /// <summary>No further update of this job will come.</summary>
    public bool IsLast => Error is not null || (Job?.HasEnded() == true && !_mayChange);
}
