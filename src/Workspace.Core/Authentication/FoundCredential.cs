namespace Workspace.Authentication;

/// <summary>A credential that was found without being given, with what its place says about the connection.</summary>
public sealed class FoundCredential
{
    internal FoundCredential(Credential credential) => Credential = credential;

    /// <summary>The credential.</summary>
    public Credential Credential { get; }

    /// <summary>The region that goes with it, or null.</summary>
    public string? Region { get; internal set; }

    /// <summary>The project's id that goes with it, or null.</summary>
    public string? ProjectId { get; internal set; }

    /// <summary>The project's name that goes with it, or null.</summary>
    public string? ProjectName { get; internal set; }

    /// <summary>The account's id (domain id) that goes with it, or null.</summary>
    public string? DomainId { get; internal set; }

    /// <summary>IAM's address that goes with it, or null.</summary>
    public string? IamEndpoint { get; internal set; }
}
