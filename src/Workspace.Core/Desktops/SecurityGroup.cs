namespace Workspace.Desktops;

/// <summary>A security group of a desktop or pool.</summary>
public sealed class SecurityGroup
{
    /// <summary>The group's id.</summary>
    public string? Id { get; set; }

    /// <summary>The group's name.</summary>
    public string? Name { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Name ?? Id ?? "";
}
