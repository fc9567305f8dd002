namespace Workspace.Desktops;

/// <summary>A desktop's flavor.</summary>
public sealed class Flavor
{
    /// <summary>The flavor's id.</summary>
    public string? Id { get; set; }

    /// <summary>Where it is described.</summary>
    public FlavorLink[]? Links { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Id ?? "";
}
