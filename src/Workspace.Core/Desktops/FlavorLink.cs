namespace Workspace.Desktops;

/// <summary>A link of a flavor.</summary>
public sealed class FlavorLink
{
    /// <summary>The relation.</summary>
    public string? Rel { get; set; }

    /// <summary>The address; the service spells it so.</summary>
    public string? Hrel { get; set; }
}
