namespace Workspace.Jobs;

/// <summary>Which job, and where it runs.</summary>
/// <param name="JobId">The job's id.</param>
/// <param name="PoolId">The pool's id for a job of a pool, whose sub-jobs the service shows only for a given pool; else null.</param>
public sealed record JobReference(string JobId, string? PoolId = null);
