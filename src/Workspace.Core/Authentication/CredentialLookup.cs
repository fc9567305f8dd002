namespace Workspace.Authentication;

/// <summary>What a place had: a credential, or a reason why it was passed over.</summary>
internal sealed record CredentialLookup(FoundCredential? Found, string? PassedOver)
{
    public static implicit operator CredentialLookup(FoundCredential found) => new(found, null);

    public static CredentialLookup Nothing(string why) => new(null, why);
}
