using System;

namespace Workspace.Authentication;

/// <summary>A temporary key from the metadata service.</summary>
internal sealed class MetadataKey
{
    public string? Access { get; set; }

    public string? Secret { get; set; }

    public string? Securitytoken { get; set; }

    public DateTime? ExpiresAt { get; set; }
}
