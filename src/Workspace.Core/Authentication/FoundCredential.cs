namespace Workspace.Authentication;

/// <summary>A credential that was found without being given, with what its place says about the connection.</summary>
public sealed class FoundCredential
{
    internal FoundCredential(Credential credential, string? projectId)
    {
        Credential = credential;
        ProjectId = projectId;
    }

    /// <summary>The credential.</summary>
    public Credential Credential { get; }

    /// <summary>The project's id that goes with it, or null.</summary>
    public string? ProjectId { get; }
}
