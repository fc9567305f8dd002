namespace Workspace.Jobs;

/// <summary>The service's answer to an action: the job that carries it out.</summary>
internal sealed class JobAnswer
{
    public string? JobId { get; set; }
}
