namespace Workspace;

/// <summary>A label of a desktop, pool or image.</summary>
public sealed class ResourceTag
{
    /// <summary>The name: up to 128 characters on a desktop, 1,024 on an image.</summary>
    public string? Key { get; set; }

    /// <summary>The value: up to 43 characters on a desktop, 1,024 on an image.</summary>
    public string? Value { get; set; }

    /// <inheritdoc/>
    public override string ToString() => $"{Key}={Value}";
}
