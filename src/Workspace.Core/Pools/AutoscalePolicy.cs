namespace Workspace.Pools;

/// <summary>How a pool grows and shrinks.</summary>
public sealed class AutoscalePolicy
{
    /// <summary>ACCESS_CREATED or AUTO_CREATED.</summary>
    public string? AutoscaleType { get; set; }

    /// <summary>The most desktops that are made by themselves.</summary>
    public int? MaxAutoCreated { get; set; }

    /// <summary>Below so many idle desktops new ones are made.</summary>
    public int? MinIdle { get; set; }

    /// <summary>How many are made at once; the service calls this member deprecated.</summary>
    public int? OnceAutoCreated { get; set; }

    /// <summary>So many desktops are kept.</summary>
    public int? MinRetention { get; set; }

    /// <summary>How long an idle desktop is kept.</summary>
    public int? IdleRetentionDuration { get; set; }

    /// <summary>Faulty desktops are set aside.</summary>
    public bool? AutoIsolationEnable { get; set; }

    /// <summary>The most desktops that are set aside.</summary>
    public int? AutoIsolationMaxNum { get; set; }

    /// <inheritdoc/>
    public override string ToString() => AutoscaleType ?? "";
}
