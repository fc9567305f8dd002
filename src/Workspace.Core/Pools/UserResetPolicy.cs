namespace Workspace.Pools;

/// <summary>Whether users may reset their desktops.</summary>
public sealed class UserResetPolicy
{
    /// <summary>They may.</summary>
    public bool? Enable { get; set; }

    /// <summary>How often a day.</summary>
    public int? ResetCountPerDay { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Enable == true ? $"{ResetCountPerDay} a day" : "none";
}
