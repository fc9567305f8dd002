using System.Linq;

namespace Workspace.Jobs;

/// <summary>What an action works on, as far as its jobs can be found again.</summary>
public sealed class ActionTarget
{
    /// <summary>Describes a target.</summary>
    /// <param name="type">The type of the action's jobs, or null where the service documents none: its jobs are not found then.</param>
    /// <param name="description">The target in words, such as "pool sales-01".</param>
    /// <param name="poolId">The pool's id, or null.</param>
    /// <param name="desktopId">The desktop's id, or null.</param>
    public ActionTarget(string? type, string description, string? poolId = null, string? desktopId = null)
    {
        Type = type;
        Description = description;
        PoolId = poolId;
        DesktopId = desktopId;
    }

    /// <summary>The type of the action's jobs.</summary>
    public string? Type { get; }

    /// <summary>The target in words.</summary>
    public string Description { get; }

    /// <summary>The pool's id, or null.</summary>
    public string? PoolId { get; }

    /// <summary>The desktop's id, or null.</summary>
    public string? DesktopId { get; }

    /// <summary>The command that shows the action's jobs.</summary>
    internal string LookUp => "Get-WsJob" + (PoolId is null ? "" : $" -PoolId {PoolId}") + (Type is null ? "" : $" -Type {Type}");

    internal bool Includes(Job job) => DesktopId is null || job.DesktopId.Contains(DesktopId);
}
