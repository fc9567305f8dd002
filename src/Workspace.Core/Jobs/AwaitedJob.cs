namespace Workspace.Jobs;

/// <summary>A job to wait for, with what the service does not show of it.</summary>
/// <param name="reference">The job.</param>
public sealed class AwaitedJob(JobReference reference)
{
    /// <summary>The job.</summary>
    public JobReference Reference => reference;

    /// <summary>The name of the image that a capture makes: by it the image is found. Null for other jobs.</summary>
    public string? NewImageName { get; set; }

    /// <summary>The image that the job works with, or null.</summary>
    public string? ImageId { get; set; }
}
