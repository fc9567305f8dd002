namespace Workspace.Actions;

/// <summary>What an action works on: one desktop, or all desktops of a pool.</summary>
public sealed class FleetTarget
{
    private FleetTarget()
    {
    }

    /// <summary>The desktop's id; null for a pool.</summary>
    public string? DesktopId { get; private set; }

    /// <summary>The pool's id; null for a desktop.</summary>
    public string? PoolId { get; private set; }

    /// <summary>A desktop.</summary>
    /// <param name="desktopId">The desktop's id, 1 to 255 characters.</param>
    /// <returns>The target.</returns>
    public static FleetTarget Desktop(string desktopId) => new() { DesktopId = WorkspaceClient.CheckId(desktopId, nameof(desktopId)) };

    /// <summary>All desktops of a pool.</summary>
    /// <param name="poolId">The pool's id, 1 to 255 characters.</param>
    /// <returns>The target.</returns>
    public static FleetTarget Pool(string poolId) => new() { PoolId = WorkspaceClient.CheckId(poolId, nameof(poolId)) };

    /// <summary>The target's kind and id.</summary>
    /// <returns>Such as: pool 5f2a.</returns>
    public override string ToString() => PoolId is null ? $"desktop {DesktopId}" : $"pool {PoolId}";
}
