namespace Workspace.Jobs;

/// <summary>The service's answer to an action: the job that carries it out.</summary>
internal sealed class JobAnswer
{
    public string? JobId { get; set; }

    /// <summary>The job's id. Without one, the action runs and nobody can follow it.</summary>
    public string Check() => string.IsNullOrEmpty(JobId)
        ? throw new WorkspaceException(WorkspaceException.UnreadableAnswer, "The service accepted the action but named no job.") { IsOutcomeUnknown = true }
        : JobId!;
}
