namespace Workspace.Commands;

/// <summary>What the cmdlets that change the power of desktops have in common.</summary>
internal static class PowerCmdlets
{
    /// <summary>How long they wait in all, in seconds: half an hour.</summary>
    public const int TimeoutSec = 1800;

    /// <summary>The job of a pool in a sentence. It is no output of these cmdlets: with -Wait the pool's desktops are waited for in its stead.</summary>
    public static string Describe(Job job) =>
        $"Job {job.JobId} of pool {job.PoolId} is {job.Status}. It shows with: Get-WsJob -JobId {job.JobId} -PoolId {job.PoolId}";
}
