namespace Workspace.Authentication;

/// <summary>A place where a credential may be found.</summary>
internal interface ICredentialSource
{
    /// <summary>The place in words, for the error that lists where was looked.</summary>
    string Description { get; }

    /// <summary>The credential with what else the place says, or null when it has none.</summary>
    FoundCredential? Find();
}
